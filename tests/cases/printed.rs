//! A plan printed for the tests: a PDF written object by object, its tables ruled, its font not embedded.

use std::fmt::Write as _;
use torikumi::source::Source;

/// Size of the type in points; every character is as wide as it is high.
const EM: f32 = 10.0;

/// Height of a page (A4) in points.
const HEIGHT: f32 = 842.0;

/// Left edge of all text and all tables in points.
const LEFT: f32 = 60.0;

/// Distance from line to line in points.
const LEADING: f32 = 16.0;

/// Space between a cell's edge and its text in points.
const INSET: f32 = 4.0;

/// What is drawn on a page, from its top down.
#[derive(Default)]
struct Sheet {
    drawn: String,
    /// How far down the page is filled, in points.
    down: f32,
}

impl Sheet {
    fn new() -> Self {
        Self { drawn: String::new(), down: 60.0 }
    }

    fn text(&mut self, left: f32, down: f32, em: f32, text: &str) {
        let hex: String = text.encode_utf16().fold(String::new(), |mut hex, unit| {
            let _ = write!(hex, "{unit:04X}");
            hex
        });
        let _ = writeln!(self.drawn, "BT /F {em} Tf {left} {} Td <{hex}> Tj ET", HEIGHT - down);
    }

    /// A heading with its line to itself.
    fn heading(mut self, text: &str) -> Self {
        self.text(LEFT, self.down, EM * 1.6, text);
        self.down += 2.5 * LEADING;
        self
    }

    fn line(mut self, text: &str) -> Self {
        self.text(LEFT, self.down, EM, text);
        self.down += LEADING;
        self
    }

    /// A ruled table: the columns' widths in characters, the rows with their cells; `/` breaks a line.
    fn table(mut self, widths: &[usize], rows: &[&[&str]]) -> Self {
        let mut edges = vec![LEFT];
        for width in widths {
            edges.push(edges.last().unwrap() + *width as f32 * EM + 2.0 * INSET);
        }
        let right = *edges.last().unwrap();
        let top = self.down;
        let mut rules = vec![(LEFT, top, right, top)];
        for row in rows {
            let lines = row.iter().map(|cell| cell.split('/').count()).max().unwrap();
            for (cell, left) in row.iter().zip(&edges) {
                for (nth, line) in cell.split('/').enumerate() {
                    self.text(left + INSET, self.down + (nth as f32 + 0.8) * LEADING, EM, line);
                }
            }
            self.down += lines as f32 * LEADING + INSET;
            rules.push((LEFT, self.down, right, self.down));
        }
        rules.extend(edges.iter().map(|edge| (*edge, top, *edge, self.down)));
        for (left, top, right, bottom) in rules {
            let _ = writeln!(self.drawn, "0.7 w {left} {} m {right} {} l S", HEIGHT - top, HEIGHT - bottom);
        }
        self.down += 2.0 * LEADING;
        self
    }
}

/// A PDF of these pages.
fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let kids: Vec<String> = (0..sheets.len()).map(|nth| format!("{} 0 R", 6 + 2 * nth)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", sheets.len(), kids.join(" ")),
        "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 \
         /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe) \
         /Ordering (Japan1) /Supplement 6 >> /FontDescriptor 3 0 R /DW 1000 >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R] >>"
            .to_owned(),
    ];
    for (nth, sheet) in sheets.iter().enumerate() {
        let content = 7 + 2 * nth;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents {content} 0 R \
             /Resources << /Font << /F 5 0 R >> >> >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{}\nendstream", sheet.drawn.len(), sheet.drawn));
    }
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (nth, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", nth + 1);
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places.iter().for_each(|at| out.push_str(&format!("{at:010} 00000 n \n")));
    let _ = write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

/// A plan with its results: what was to be done, by whom and when; what was reached; indicators; a survey.
pub fn plan() -> Source {
    let measures = Sheet::new()
        .heading("青葉市デジタル推進計画 取組結果")
        .line("令和5年6月")
        .line("計画期間 令和2年度から令和4年度まで")
        .heading("■取組項目と目標")
        .table(
            &[10, 14, 16],
            &[
                &["取組項目", "令和4年度目標", "取組結果"],
                &["窓口の改革", "・予約の実施率 100%", "○予約の実施率 98.5%/・予約できる窓口は24件"],
                &["様式の見直し", "・様式を120件見直し", "○様式を135件見直し/（令和5年3月末時点）"],
                &["端末の配備", "・各校に35台配備", "○各校に40台配備"],
                &["カードの普及", "・取得率 60%以上", "○取得率 66.0%/（令和5年3月末時点）"],
                &["講習会の開催", "・年12回以上開催", "○18回開催/・参加者は延べ1,250人"],
            ],
        );
    let duties = Sheet::new().heading("■今後の取組").table(
        &[10, 16, 8, 8],
        &[
            &["取組項目", "取組内容", "実施時期", "担当課"],
            &["窓口の改革", "・書かない窓口の導入/・予約の拡充", "令和6年度", "市民課"],
            &["防災の情報", "・防災無線の更新", "令和7年度", "危機管理課"],
            &["学びの環境", "・教材の電子化/・通信網の増強", "令和6年度", "教育総務課"],
            &["内部の事務", "・電子決裁の拡大", "令和8年度", "総務課"],
        ],
    );
    let aims = Sheet::new().heading("■指標").table(
        &[20, 10, 10],
        &[
            &["指標", "令和4年度実績", "令和8年度目標"],
            &["オンライン申請の利用率", "45.2%", "80%以上"],
            &["公開したデータの数", "24件", "100件"],
            &["電子決裁の割合", "73.03%", "90%"],
            &["情報の研修を受けた職員数", "412人", "1,000人"],
        ],
    );
    let survey = Sheet::new().heading("■アンケート").table(
        &[26, 6, 6],
        &[
            &["満足度アンケート", "R3", "R5"],
            &["窓口の予約が充実していると思いますか", "76%", "86%"],
            &["学習の支援が充実していると思いますか", "69%", "79%"],
            &["介護の支援が充実していると思いますか", "54%", "60%"],
        ],
    );
    Source { name: "plan.pdf".to_owned(), bytes: pdf(&[measures, duties, aims, survey]) }
}

/// A title that is set in two lines, each on a page of its own.
pub fn title_over_pages() -> Source {
    let pages = ["みどり市まちづくり計画", "令和のみどり市の姿"].map(|line| Sheet::new().heading(line));
    Source { name: "title.pdf".to_owned(), bytes: pdf(&pages) }
}

/// A list of prices that begins with an empty row: none of it is a record.
pub fn empty_first_row() -> Source {
    let (name, price) = ("みどり市の花の苗の名前として知られるもの", "百円と少しの値段");
    let rows: Vec<[&str; 2]> = std::iter::once(["", ""]).chain(std::iter::repeat_n([name, price], 9)).collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| row.as_slice()).collect();
    Source { name: "prices.pdf".to_owned(), bytes: pdf(&[Sheet::new().table(&[24, 12], &rows)]) }
}

/// A table that goes on over a page: its header and the caption above it printed again, its last row cut in two.
pub fn over_page() -> Source {
    let header: &[&str] = &["取組項目", "令和4年度目標", "取組結果"];
    let widths = [10, 14, 16];
    let first = Sheet::new().heading("青葉市デジタル推進計画 取組結果").line("令和5年6月").heading("■取組結果").table(
        &widths,
        &[
            header,
            &["窓口の改革", "・実施率 100%", "○実施率 98.5%"],
            &["様式の見直し", "・120件見直し", "○135件見直し"],
            &["端末の配備", "・35台配備", "○40台配備"],
            &["講習会の開催", "・12回以上開催", "○18回開催"],
        ],
    );
    let second = Sheet::new().heading("■取組結果").table(
        &widths,
        &[
            header,
            &["", "・3会場以上で開催", "○5会場で開催"],
            &["カードの普及", "・取得率 60%以上", "○取得率 66.0%"],
            &["防災の情報", "・防災無線の更新", "○更新を完了"],
            &["内部の事務", "・電子決裁 60%", "○電子決裁 73.03%"],
        ],
    );
    Source { name: "over-page.pdf".to_owned(), bytes: pdf(&[first, second]) }
}
