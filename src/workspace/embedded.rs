//! The built-in workspace: every file of `data/`, compiled in.

/// Name in the workspace, and bytes. A test holds the list against the folder.
pub(super) const FILES: &[(&str, &[u8])] = &[
    ("SOURCES.md", include_bytes!("../../data/SOURCES.md")),
    ("black_odorous_waters.geojson", include_bytes!("../../data/black_odorous_waters.geojson")),
    ("counties.geojson", include_bytes!("../../data/counties.geojson")),
    ("guatu.toml", include_bytes!("../../data/guatu.toml")),
    ("ledger.db", include_bytes!("../../data/ledger.db")),
    ("legacy_mines.geojson", include_bytes!("../../data/legacy_mines.geojson")),
    ("monitoring_points.geojson", include_bytes!("../../data/monitoring_points.geojson")),
    ("outfalls.geojson", include_bytes!("../../data/outfalls.geojson")),
    ("context/cities.geojson", include_bytes!("../../data/context/cities.geojson")),
    ("context/neighbours.geojson", include_bytes!("../../data/context/neighbours.geojson")),
    ("context/places.geojson", include_bytes!("../../data/context/places.geojson")),
    ("context/provinces.geojson", include_bytes!("../../data/context/provinces.geojson")),
    ("context/rivers_nfgis.geojson", include_bytes!("../../data/context/rivers_nfgis.geojson")),
    ("context/rivers_schematic.geojson", include_bytes!("../../data/context/rivers_schematic.geojson")),
    (
        "evidence/0757a4e9aa2ea8aaed3e2cdd54c549fa77d4d9dcb3b94562f3a67dc4307eab46.png",
        include_bytes!(
            "../../data/evidence/0757a4e9aa2ea8aaed3e2cdd54c549fa77d4d9dcb3b94562f3a67dc4307eab46.png"
        ),
    ),
    (
        "evidence/4a73a7a4b92451ce35b0ea2cbec029427346fabbd1dd60f4d001fef8f568f7d4.png",
        include_bytes!(
            "../../data/evidence/4a73a7a4b92451ce35b0ea2cbec029427346fabbd1dd60f4d001fef8f568f7d4.png"
        ),
    ),
    (
        "evidence/bacc2aafd518c4735c4c37589a7bf192cdc893ed50896d56923ca7b297c107e2.png",
        include_bytes!(
            "../../data/evidence/bacc2aafd518c4735c4c37589a7bf192cdc893ed50896d56923ca7b297c107e2.png"
        ),
    ),
    (
        "evidence/d1c3d29ddb7645a2fa09308807da21fc1080b322d658643514e7d4c0313cb4dd.png",
        include_bytes!(
            "../../data/evidence/d1c3d29ddb7645a2fa09308807da21fc1080b322d658643514e7d4c0313cb4dd.png"
        ),
    ),
    (
        "evidence/f7311f60937d90a50088cebc7205d4fe34803a1640b99c68cf654dae473a7932.png",
        include_bytes!(
            "../../data/evidence/f7311f60937d90a50088cebc7205d4fe34803a1640b99c68cf654dae473a7932.png"
        ),
    ),
    ("layers/beautiful_rivers.geojson", include_bytes!("../../data/layers/beautiful_rivers.geojson")),
    ("layers/buffer_wetland.geojson", include_bytes!("../../data/layers/buffer_wetland.geojson")),
    ("layers/coal_units.geojson", include_bytes!("../../data/layers/coal_units.geojson")),
    ("layers/construction_sites.geojson", include_bytes!("../../data/layers/construction_sites.geojson")),
    ("layers/enterprises.geojson", include_bytes!("../../data/layers/enterprises.geojson")),
    ("layers/farmland.geojson", include_bytes!("../../data/layers/farmland.geojson")),
    ("layers/fire_points.geojson", include_bytes!("../../data/layers/fire_points.geojson")),
    ("layers/hotspots.geojson", include_bytes!("../../data/layers/hotspots.geojson")),
    ("layers/industrial_parks.geojson", include_bytes!("../../data/layers/industrial_parks.geojson")),
    ("layers/irrigation.geojson", include_bytes!("../../data/layers/irrigation.geojson")),
    ("layers/issues.geojson", include_bytes!("../../data/layers/issues.geojson")),
    ("layers/key_areas.geojson", include_bytes!("../../data/layers/key_areas.geojson")),
    ("layers/law_enforcement.geojson", include_bytes!("../../data/layers/law_enforcement.geojson")),
    ("layers/producing_mines.geojson", include_bytes!("../../data/layers/producing_mines.geojson")),
    ("layers/rail_spurs.geojson", include_bytes!("../../data/layers/rail_spurs.geojson")),
    ("layers/re_plants.geojson", include_bytes!("../../data/layers/re_plants.geojson")),
    ("layers/rivers.geojson", include_bytes!("../../data/layers/rivers.geojson")),
    ("layers/roads.geojson", include_bytes!("../../data/layers/roads.geojson")),
    ("layers/rural_sewage.geojson", include_bytes!("../../data/layers/rural_sewage.geojson")),
    ("layers/sewer_nets.geojson", include_bytes!("../../data/layers/sewer_nets.geojson")),
    ("layers/snwd_canal.geojson", include_bytes!("../../data/layers/snwd_canal.geojson")),
    ("layers/steel_plants.geojson", include_bytes!("../../data/layers/steel_plants.geojson")),
    ("layers/tailings.geojson", include_bytes!("../../data/layers/tailings.geojson")),
    ("layers/vehicles.geojson", include_bytes!("../../data/layers/vehicles.geojson")),
    ("layers/villages.geojson", include_bytes!("../../data/layers/villages.geojson")),
    ("layers/water_sections.geojson", include_bytes!("../../data/layers/water_sections.geojson")),
    ("layers/wwtp.geojson", include_bytes!("../../data/layers/wwtp.geojson")),
];

/// A file of the built-in workspace.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn files_in(dir: &Path, prefix: &str, names: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(dir).expect("the folder data/") {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                files_in(&entry.path(), &format!("{name}/"), names);
            } else {
                names.insert(name);
            }
        }
    }

    #[test]
    fn every_file_of_the_data_folder_is_compiled_in() {
        let mut there = BTreeSet::new();
        files_in(Path::new("data"), "", &mut there);
        let listed: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(listed, there);
    }
}
