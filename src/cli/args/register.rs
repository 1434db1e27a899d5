//! The arguments of `add` and `retire`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::key_value;
use crate::geom::LonLat;

#[derive(Debug, Args)]
pub(in crate::cli) struct Add {
    #[arg(long)]
    pub(in crate::cli) layer: String,
    #[arg(long = "name", id = "site_name", value_name = "NAME")]
    pub(in crate::cli) name: String,
    #[arg(long, value_name = "LON,LAT", value_parser = lon_lat, allow_hyphen_values = true)]
    pub(in crate::cli) at: LonLat,
    #[arg(long, id = "site_id", value_name = "ID")]
    pub(in crate::cli) id: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) county: Option<String>,
    #[arg(long)]
    pub(in crate::cli) state: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) on: Date,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) by: String,
    #[arg(long)]
    pub(in crate::cli) note: Option<String>,
    #[arg(long, value_name = "FILE", action = clap::ArgAction::Append)]
    pub(in crate::cli) evidence: Vec<PathBuf>,
    #[arg(long, value_name = "KEY=VALUE", action = clap::ArgAction::Append, value_parser = key_value)]
    pub(in crate::cli) set: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Retire {
    pub(in crate::cli) site: String,
    #[arg(long)]
    pub(in crate::cli) why: String,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) on: Date,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) by: String,
    #[arg(long, value_name = "FILE", action = clap::ArgAction::Append)]
    pub(in crate::cli) evidence: Vec<PathBuf>,
}

/// Degrees east and north as one writes them: `114.35,36.10`.
fn lon_lat(text: &str) -> Result<LonLat, String> {
    let (lon, lat) = text.split_once([',', '，']).ok_or("LON,LAT")?;
    let degrees = |text: &str| text.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
    match (degrees(lon), degrees(lat)) {
        (Some(lon), Some(lat)) => Ok(LonLat::new(lon, lat)),
        _ => Err("LON,LAT".to_owned()),
    }
}
