//! What follows from an outfall's class.

/// Who answers for it. Companies are invented and say so.
pub(super) fn responsible(class: &str, town: &str, county: &str) -> String {
    match class {
        "城镇污水处理厂排污口" => format!("{county}污水处理公司（示例）"),
        "工业及其他各类园区污水处理厂排污口" => format!("{county}产业园区管委会（示例）"),
        "工矿企业排污口" | "工矿企业雨洪排口" => format!("{town}某企业（示例）"),
        "规模化畜禽养殖排污口" | "规模以下畜禽养殖排污口" | "规模以下水产养殖排污口" =>
        {
            format!("{town}某养殖场（示例）")
        }
        "城镇雨洪排口" | "城镇生活污水散排口" => format!("{county}住房和城乡建设局"),
        "大中型灌区排口" => format!("{county}水利局"),
        _ if town.ends_with("街道") => format!("{town}办事处"),
        _ => format!("{town}人民政府"),
    }
}
