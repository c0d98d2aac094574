//! YARA-X on the same task: the purpose is what is scanned, the sector a global variable.
//!
//!   yara-x-check RULES.yar DATA.ndjson OUT.ndjson
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, rules, data, out] = arguments.as_slice() else {
        return Err("usage: yara-x-check RULES.yar DATA.ndjson OUT.ndjson".into());
    };
    let mut compiler = yara_x::Compiler::new();
    compiler.define_global("sector", "")?;
    compiler.add_source(std::fs::read_to_string(rules)?.as_str())?;
    let rules = compiler.build();
    let mut scanner = yara_x::Scanner::new(&rules);
    let mut out = BufWriter::new(File::create(out)?);
    for line in BufReader::new(File::open(data)?).lines() {
        let declared: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_string();
        scanner.set_global("sector", text(&declared["customer"]["sector"]).as_str())?;
        let purpose = text(&declared["purpose"]);
        let results = scanner.scan(purpose.as_bytes())?;
        let mut violated: Vec<String> =
            results.matching_rules().map(|rule| rule.identifier().replace('_', "-")).collect();
        violated.sort();
        writeln!(out, "{{\"id\":{},\"rules\":{}}}", declared["id"], serde_json::to_string(&violated)?)?;
    }
    out.flush()?;
    Ok(())
}
