-- Targets that were not reached, with what was measured against them.
CREATE VIEW targets_not_met AS
SELECT d.publisher AS city, t.due_fiscal_year AS fiscal_year, i.name AS initiative, t.text AS target,
       t.value, t.unit, t.comparator, t.verdict_reason AS reason, d.title AS document, t.page, t.id AS target_id
FROM targets t
JOIN documents d ON d.id = t.document_id
LEFT JOIN initiatives i ON i.id = t.initiative_id
WHERE t.verdict = 'not_met';

-- How many targets of a city and a fiscal year were reached.
CREATE VIEW targets_by_city_and_year AS
SELECT d.publisher AS city, t.due_fiscal_year AS fiscal_year, count(*) AS targets,
       count(*) FILTER (WHERE t.verdict = 'met') AS met,
       count(*) FILTER (WHERE t.verdict = 'not_met') AS not_met,
       count(*) FILTER (WHERE coalesce(t.verdict, 'undetermined') = 'undetermined') AS undetermined
FROM targets t
JOIN documents d ON d.id = t.document_id
GROUP BY d.publisher, t.due_fiscal_year;

-- What a city spends in a fiscal year, whole amounts only, in one unit each.
CREATE VIEW budgets_by_city_and_year AS
SELECT d.publisher AS city, b.fiscal_year, b.unit, sum(b.amount) AS amount, count(*) AS entries
FROM budgets b
JOIN documents d ON d.id = b.document_id
WHERE b.fund IS NULL
GROUP BY d.publisher, b.fiscal_year, b.unit;

-- Every figure that was measured, with its city, initiative and fiscal year.
CREATE VIEW figures AS
SELECT d.publisher AS city, m.fiscal_year, i.name AS initiative, m.indicator, m.value, m.unit, m.raw, m.planned,
       r.text AS result, d.title AS document, r.page, m.id AS measurement_id
FROM measurements m
JOIN results r ON r.id = m.result_id
JOIN documents d ON d.id = m.document_id
LEFT JOIN initiatives i ON i.id = r.initiative_id
WHERE NOT r.restated;

-- Documents that could not be read, and why.
CREATE VIEW documents_refused AS
SELECT path, reason, message FROM inputs WHERE status IN ('refused', 'empty');
