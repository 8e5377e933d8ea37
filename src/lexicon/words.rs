//! Words that say something of a label, a header, a cell or a clause (`lexicon/roles.toml`).

use super::roles::{ROLES, Role, contains_any, ends_with_any, is_any};
use crate::text::squeeze;

/// Whether a label names a due date (目標年度).
pub fn is_due_label(label: &str) -> bool {
    is_any(label, ROLES.due.get("labels"))
}

/// Whether a label stands before the date of issue (策定日).
pub fn is_issue_label(label: &str) -> bool {
    is_any(label, ROLES.issued.get("labels"))
}

/// Whether a label stands before the plan's own period (計画期間).
pub fn is_plan_period_label(label: &str) -> bool {
    is_any(label, ROLES.plan_period.get("labels"))
}

/// Whether a character is the particle behind what a sentence speaks of.
pub fn is_topic(c: char) -> bool {
    ROLES.words.get("topics").into_iter().flatten().any(|word| word.chars().eq([c]))
}

/// How far the count that a title begins with goes (第2期, 第三次), in bytes.
pub fn counted_edition(title: &str) -> Option<usize> {
    let number = |c: char| c.is_ascii_digit() || super::is_kanji_numeral(c);
    let list = |name: &str| ROLES.words.get(name).into_iter().flatten();
    let rest = list("edition_heads").find_map(|word| title.strip_prefix(word.as_str()))?;
    let behind = rest.trim_start_matches(number);
    let rest = list("editions").find_map(|word| behind.strip_prefix(word.as_str()))?;
    (behind.len() < title.len() && rest.len() < behind.len()).then_some(title.len() - rest.len())
}

/// Whether a label says that its row adds up others (事業費計).
pub fn ends_as_total(label: &str) -> bool {
    is_total(label) || ends_with_any(label, ROLES.words.get("total_ends"))
}

/// Whether a sentence speaks of what the state or the prefecture does.
pub fn speaks_of_others(sentence: &str) -> bool {
    contains_any(sentence, ROLES.words.get("others"))
}

/// Where a text names the plan's own period by a word of its own (計画期間), in bytes.
pub fn plan_period_named(text: &str) -> Vec<std::ops::Range<usize>> {
    let labels = ROLES.plan_period.get("labels").into_iter().flatten().filter(|label| label.chars().count() > 2);
    labels.flat_map(|label| text.match_indices(label.as_str()).map(|(at, word)| at..at + word.len())).collect()
}

/// Where in a header the plan's own period is named by reference (取組期間中), in bytes.
pub fn plan_period_reference(header: &str) -> Option<std::ops::Range<usize>> {
    let words = ROLES.plan_period.get("references")?;
    words.iter().find_map(|word| header.find(word.as_str()).map(|at| at..at + word.len()))
}

/// The unit of money that a header names (千円).
pub fn money_unit(header: &str) -> Option<&'static str> {
    let words = ROLES.words.get("money")?;
    words.iter().find(|word| header.contains(word.as_str())).map(String::as_str)
}

/// Whether the text says 再掲.
pub fn says_restated(text: &str) -> bool {
    contains_any(text, ROLES.words.get("restated"))
}

/// Whether the words behind a figure make it the measure of another (1日当たり, 5年間で).
pub fn is_rate(behind: &str) -> bool {
    ROLES.words.get("rates").is_some_and(|words| words.iter().any(|word| behind.starts_with(word.as_str())))
}

/// Whether a header names a deadline (期限).
pub fn says_deadline(header: &str) -> bool {
    contains_any(header, ROLES.words.get("deadline"))
}

/// Whether a header names the year in which something began (事業開始年度).
pub fn says_begin(header: &str) -> bool {
    contains_any(header, ROLES.words.get("begin"))
}

/// Whether the text announces (予定, 見込).
pub fn says_planned(text: &str) -> bool {
    contains_any(text, ROLES.words.get("planned"))
}

/// Whether a cell says that there is nothing (なし, －).
pub fn says_none(text: &str) -> bool {
    is_any(text, ROLES.words.get("none"))
}

/// Whether a header stands over names of anything (項目): what stands beside it must tell more.
pub fn is_vague(header: &str) -> bool {
    let (header, vague) = (squeeze(header), ROLES.words.get("vague"));
    let names = ROLES.roles.get(&Role::Initiative).into_iter().flatten();
    let plain = names.filter(|word| !vague.is_some_and(|vague| vague.contains(word)));
    ends_with_any(&header, vague) && !plain.into_iter().any(|word| header.ends_with(word.as_str()))
}

/// Whether the words of a header belong to a table of another kind than plans and reports (入札参加業者).
pub fn is_foreign(header: &str) -> bool {
    contains_any(&squeeze(header), ROLES.words.get("foreign"))
}

/// Whether a line above a table names its unit (単位:千円).
pub fn is_unit_line(line: &str) -> bool {
    contains_any(line, ROLES.words.get("unit_lines"))
}

/// Whether a header is that of the values from which a plan set out (策定時の値).
pub fn says_start(header: &str) -> bool {
    contains_any(header, ROLES.words.get("starts"))
}

/// Whether a header is that of the present values (現況値).
pub fn says_present(header: &str) -> bool {
    contains_any(header, ROLES.words.get("present"))
}

/// The unit that a line above a table names, without the words and brackets around it (千円 of `(単位:千円)`).
pub fn unit_words(line: &str) -> Option<&str> {
    let words = ROLES.words.get("unit_lines")?;
    let (at, word) = words.iter().find_map(|word| Some((line.find(word.as_str())?, word)))?;
    let rest = line.get(at + word.len()..)?;
    let rest = rest.trim_start_matches([':', ' ', '=']);
    let end = rest.find([')', '】', ']', '〕', '\n']).unwrap_or(rest.len());
    rest.get(..end).map(str::trim).filter(|words| !words.is_empty())
}

/// The words of a bracket without the label 単位.
pub fn without_unit_label(inside: &str) -> &str {
    if is_unit_line(inside) { unit_words(inside).unwrap_or(inside) } else { inside }
}

/// A label without the mark of a note behind it (拠点数(か所)※1).
pub fn without_note(label: &str) -> &str {
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    bare.strip_suffix(['※', '*']).map_or(label, str::trim_end)
}

/// Whether words only say what a sign before a figure means (△は減).
pub fn speaks_of_signs(words: &str) -> bool {
    let signs = ['△', '▲', '-', '(', '−'];
    words.starts_with(signs) && contains_any(words, ROLES.words.get("minus"))
}

/// Whether words say that a bracket around a figure makes it negative: `( )は減`, `()内はマイナス`.
pub fn brackets_are_negative(words: &str) -> bool {
    if !contains_any(words, ROLES.words.get("minus")) {
        return false;
    }
    let squeezed = squeeze(words);
    let behind = squeezed.split("()").skip(1);
    let says = |rest: &str| {
        let near: String = rest.chars().take(NEAR_SIGN).collect();
        contains_any(&near, ROLES.words.get("topics")) && contains_any(&near, ROLES.words.get("minus"))
    };
    behind.into_iter().any(says)
}

/// How far behind a bracket its meaning is looked for, in characters.
const NEAR_SIGN: usize = 10;

/// Whether a name is that of a body which signs as its municipality does (…市議会).
pub fn is_body(name: &str) -> bool {
    ends_with_any(name, ROLES.words.get("bodies"))
}

/// Whether a text speaks of a municipality of this name (…市では).
pub fn speaks_of(text: &str, name: &str) -> bool {
    let particles = ROLES.words.get("spoken").into_iter().flatten();
    let behind = |at: usize| text.get(at + name.len()..).unwrap_or_default();
    let starts: Vec<&str> = text.match_indices(name).map(|(at, _)| behind(at)).collect();
    particles.into_iter().any(|particle| starts.iter().any(|rest| rest.starts_with(particle.as_str())))
}

/// Whether a header ends as those of years do (目標年度).
pub fn heads_years(header: &str) -> bool {
    ends_with_any(header.trim(), ROLES.words.get("years"))
}

/// Whether a caption is that of statistics, which no plan aims at by itself (職員数, 人口).
pub fn is_statistic(caption: &str) -> bool {
    contains_any(&squeeze(caption), ROLES.words.get("statistics"))
}

/// Whether a row sums up those above it (合計).
pub fn is_total(label: &str) -> bool {
    is_any(label, ROLES.words.get("totals"))
}

/// Whether a sentence says that there is nothing to tell (取組はありません).
pub fn denies(sentence: &str) -> bool {
    says_none(sentence) || ends_with_any(squeeze(sentence).trim_end_matches('。'), ROLES.words.get("denials"))
}

/// Whether a row of money stands beside what an undertaking cost: wages, and the sum with them.
pub fn is_beside_cost(label: &str) -> bool {
    let words = ROLES.words.get("beside_cost").into_iter().flatten();
    words.into_iter().any(|word| label.starts_with(word.as_str()))
}

/// The word of a label of money that says that the amount is the first of its year (R6当初), by its place.
pub fn first_of_year(label: &str) -> Option<std::ops::Range<usize>> {
    let mut words = ROLES.words.get("first_of_year").into_iter().flatten();
    words.find_map(|word| label.find(word.as_str()).map(|at| at..at + word.len()))
}

/// Whether words beside the name of an indicator only say what sort it is (成果指標).
pub fn is_indicator_kind(words: &str) -> bool {
    is_any(
        words.trim_end_matches(|c: char| c.is_ascii_digit() || ('\u{2460}'..='\u{2473}').contains(&c)),
        ROLES.words.get("indicator_kinds"),
    )
}

/// Whether a label is that of a part of the row above it (うち1～3年生).
pub fn is_part_of_row(label: &str) -> bool {
    let words = ROLES.words.get("parts_of").into_iter().flatten();
    words.into_iter().any(|word| word.chars().count() > 1 && label.starts_with(word.as_str()))
}

/// Whether a title is that of a document on the money of a year.
pub fn is_money_title(title: &str) -> bool {
    contains_any(title, ROLES.words.get("money_titles"))
}

/// Whether a label is that of the most that may be spent over several years (限度額).
pub fn is_limit(label: &str) -> bool {
    contains_any(label, ROLES.words.get("limits"))
}

/// Whether a rating is that of a single aspect (必要性).
pub fn is_aspect(label: &str) -> bool {
    is_any(label, ROLES.words.get("aspects"))
}

/// The name of a fund without the words that head all of them (財源内訳).
pub fn fund_name(header: &str) -> &str {
    let heads = ROLES.words.get("fund_heads").into_iter().flatten();
    let name = heads.into_iter().find_map(|head| header.strip_prefix(head.as_str())).unwrap_or(header).trim();
    let parts = ROLES.words.get("parts_of").into_iter().flatten();
    parts.into_iter().find_map(|part| name.strip_prefix(part.as_str())).unwrap_or(name).trim()
}

/// A label without the word that says that it names (対策名, 事業の名称).
pub fn without_name_word(label: &str) -> Option<&str> {
    let words = ROLES.words.get("name_words").into_iter().flatten();
    words.into_iter().find_map(|word| label.strip_suffix(word.as_str())).filter(|rest| !rest.is_empty())
}

/// A word without the words of issue that it begins with (策定, 公表日).
pub fn without_issue_word(word: &str) -> &str {
    let words = || ROLES.words.get("issue_words").into_iter().flatten();
    let mut rest = word.trim();
    while let Some(shorter) = words().find_map(|word| rest.strip_prefix(word.as_str())) {
        rest = shorter.trim_start_matches(['・', ':']);
    }
    rest
}

/// Whether a clause aims at something (めざします, よう努めます).
pub fn says_aim(clause: &str) -> bool {
    contains_any(clause, ROLES.words.get("aims"))
}

/// Whether a heading speaks of what was done before the plan (これまでの取組).
pub fn says_past(heading: &str) -> bool {
    contains_any(&squeeze(heading), ROLES.words.get("past"))
}

/// Whether a line only names a part of a document (本文, 概要版).
pub fn is_part(line: &str) -> bool {
    is_any(line, ROLES.words.get("parts"))
}

/// Whether a line is only the number of a sheet or an annex (様式2, 別紙1).
pub fn is_sheet_number(line: &str) -> bool {
    let line = squeeze(line);
    let words = ROLES.words.get("sheets");
    words.is_some_and(|words| {
        words.iter().any(|word| {
            line.strip_prefix(word.as_str())
                .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || "-号第()".contains(c)))
        })
    })
}

/// Whether a heading only introduces the matter or says what the table below is (施策の展開, 事業一覧).
pub fn introduces(heading: &str) -> bool {
    let heading = squeeze(heading);
    is_any(&heading, ROLES.words.get("introductions")) || ends_with_any(&heading, ROLES.words.get("table_names"))
}
