use serde_json::Value;

use super::*;

const COLUMNS: Columns = Columns {
    needed: &[Column::called("what", &["task"]), Column::called("who", &["owner", "owners"])],
    optional: &[Column::called("when", &["due date"]).dated()],
    passed_over: &["address"],
};

fn read_so(table: &str) -> Result<Table, String> {
    read(table.as_bytes(), &COLUMNS, Reading::default())
}

fn describe(table: &str) -> Vec<String> {
    let rows = read_so(table).unwrap().rows;
    let told = rows.iter().map(|row| {
        format!("{}: {} | {} | {}", row.line, row.cell("what"), row.cell("who"), row.cell("when"))
    });
    told.collect()
}

#[test]
fn rows_are_read_however_a_spreadsheet_wrote_them() {
    for (table, rows) in [
        ("what,who\nSend it,Mira\n", &["2: Send it | Mira | "][..]),
        (
            "\u{FEFF}Who; WHAT \r\nMira;\"a;\r\nb\"\r\n\r\nAna;c\r\n",
            &["2: a;\nb | Mira | ", "5: c | Ana | "],
        ),
        ("what\twho\twhen\n a \tb\tc\n", &["2: a | b | c"]),
        ("what|who\na, b; c|d\n", &["2: a, b; c | d | "]),
        ("address,what,who\nx,\"say \"\"so\"\"\",\n,,\n", &["2: say \"so\" |  | "]),
        ("what,who\n'=1+1,'Ana\n", &["2: =1+1 | 'Ana | "]),
        ("what,who\n''=1+1,＝1\n", &["2: '=1+1 | ＝1 | "]),
        ("what,who\n6\" pipe,=cmd\n", &["2: 6\" pipe | =cmd | "]),
        ("sep=;\nwhat;who\na,b;c\n", &["3: a,b | c | "]),
        // Excel on a Macintosh ends lines in CR alone.
        (
            "what,who\rSend it,\"a\rb\"\r\rFold it,Ana\r",
            &["2: Send it | a\nb | ", "5: Fold it | Ana | "],
        ),
        ("sep=;\rwhat;who\ra;c\r", &["3: a | c | "]),
        ("sep=\t\r\nwhat\twho\r\na\tc\r\n", &["3: a | c | "]),
        ("\"sep=,\"\nwhat,who\na,c\n", &["3: a | c | "]),
        (
            "Task;Owner(s);Due Date *;;\nSend it;Ana;31 Dec 2026;;\n;;;;\n",
            &["2: Send it | Ana | 2026-12-31"],
        ),
        ("who;\"what\nto do; now\"\n", &[]),
        // A divider that stands more often in the heading's words than between them.
        ("\"what\",\"who\",\"when\"\n\"a;b;c;d\",e,\n", &["2: a;b;c;d | e | "]),
    ] {
        if rows.is_empty() {
            assert!(read_so(table).is_err(), "{table}");
        } else {
            assert_eq!(describe(table), rows, "{table}");
        }
    }
}

#[test]
fn a_table_that_cannot_be_read_says_why() {
    let many = "what,who\n".to_owned() + &"a,b\n".repeat(MOST_ROWS + 1);
    for (table, sentence) in [
        (" \n", "The table is empty."),
        ("what,who\n", "no rows below it"),
        ("what\nx", "The heading lacks “who”."),
        ("thing,x\ny,z", "The heading lacks “what” and “who”. Is it one of these: “thing”, “x”?"),
        ("what,who,cost\na,b,c", "no column here: “cost”."),
        ("what,who,Owners\na,b,c", "the column “who” twice"),
        ("what,who\na,b\nc,\"d\ne,f\n", "The quotes that begin in line 3 never end."),
        ("sep=;\nwhat;who\nc;\"d\n", "The quotes that begin in line 3 never end."),
        (&many, "A table may have 1,000 rows."),
    ] {
        let refused = read_so(table).unwrap_err();
        assert!(refused.contains(sentence), "{refused}");
    }
}

#[test]
fn a_row_of_another_length_is_named() {
    let rows = read_so("what,who\na,b,c\nd,e\nf\ng,h, ,\n").unwrap().rows;
    let faults = rows.iter().map(|row| row.fault.as_deref());
    let faults: Vec<_> = faults.map(|fault| fault.map(|fault| &fault[..14])).collect();
    assert_eq!(faults, [Some("It has 3 cells"), None, Some("It has 1 cells"), None]);
    let rows = read_so("what,,who\na,,c\na,b,c\n").unwrap().rows;
    assert_eq!(rows[0].fault, None);
    assert!(rows[1].fault.as_ref().unwrap().contains("column 2, which has no name"));
}

#[test]
fn garbled_letters_are_said_and_mended_if_that_is_wanted() {
    let table = "what,who\nBÃ¼ro,Ana\n";
    let as_it_is = read_so(table).unwrap();
    assert_eq!(as_it_is.rows[0].cell("what"), "BÃ¼ro");
    let warned = as_it_is.warnings().join(" ");
    assert!(warned.contains("“BÃ¼ro” was probably “Büro”"), "{warned}");
    let how = Reading { mend: true, ..Reading::default() };
    let mended = read(table.as_bytes(), &COLUMNS, how).unwrap();
    assert_eq!((mended.rows[0].cell("what"), mended.warnings()), ("Büro", Vec::new()));
    assert_eq!(mended.text, "what,who\nBüro,Ana\n");
    let of_a_macintosh = read_so("what,who\nB√ºro,Ana\n").unwrap();
    assert_eq!(of_a_macintosh.rows[0].cell("what"), "B√ºro");
    assert!(of_a_macintosh.warnings()[0].contains("“B√ºro” was probably “Büro”"));
    let lost = read_so("what,who\nB\u{FFFD}ro,Ana\n").unwrap().warnings();
    assert_eq!(lost, ["Letters are lost: “B\u{FFFD}ro”. Save the table again as CSV in UTF-8."]);
    let latin = read(b"what,who\nB\xFCro,Ana\n", &COLUMNS, Reading::default()).unwrap();
    assert_eq!(latin.rows[0].cell("what"), "Büro");
    assert!(latin.warnings()[0].contains("It was read as windows-1252"));
}

/// The shared cases: what an action is, and on which day it is due.
#[test]
fn tables_as_spreadsheets_leave_them_are_read() {
    const ACTIONS: Columns = Columns {
        needed: &[
            Column::called("action", &["action item"]),
            Column::called("owners", &["owner"]),
            Column::called("due", &["due date"]).dated(),
        ],
        optional: &[],
        passed_over: &[],
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases/csv");
    for (name, count) in [
        ("dmy", 7),
        ("headers", 1),
        ("mojibake", 1),
        ("owners", 3),
        ("sepline", 1),
        ("trailing", 1),
        ("utf16", 1),
    ] {
        let bytes = std::fs::read(format!("{folder}/{name}.csv")).unwrap();
        let expected = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let table = read(&bytes, &ACTIONS, Reading::default()).unwrap();
        assert_eq!(table.rows.len(), count, "{name}");
        for (row, right) in table.rows.iter().zip(expected["rows"].as_array().into_iter().flatten())
        {
            assert_eq!(row.refusal(), None, "{name}");
            assert_eq!(row.cell("action"), right[0].as_str().unwrap(), "{name}");
            assert_eq!(row.cell("due"), right[2].as_str().unwrap_or_default(), "{name}");
        }
        let asked = (1..).zip(&table.rows).filter(|(_, row)| row.asked.is_some());
        let asked: Vec<u64> = asked.map(|(nth, _)| nth).collect();
        let expected_asked = expected["asked"].as_array().into_iter().flatten();
        assert_eq!(asked, expected_asked.filter_map(Value::as_u64).collect::<Vec<_>>(), "{name}");
        let warned = expected["warned"].as_bool().unwrap_or_default();
        assert_eq!(table.garbled.is_some(), warned, "{name}");
    }
}
