package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// hostileSchemas are what a program that is not ours, or an attacker, may make
// of the tables. Statements end by ;; as triggers hold others. TABLE is one of
// the tables, VIEW one of the views.
var hostileSchemas = []string{
	"CREATE TRIGGER x AFTER INSERT ON TABLE BEGIN DELETE FROM reason; END",
	"CREATE TRIGGER x BEFORE DELETE ON TABLE BEGIN SELECT randomblob(1000000000); END",
	"CREATE TRIGGER x INSTEAD OF INSERT ON VIEW BEGIN DELETE FROM TABLE; END",
	"CREATE VIEW x AS SELECT 1",
	"CREATE VIEW x AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
	"DROP VIEW VIEW;; CREATE VIEW VIEW AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS rev FROM n",
	"DROP VIEW VIEW;; CREATE VIEW VIEW AS SELECT * FROM VIEW",
	"DROP VIEW VIEW",
	"DROP TABLE TABLE",
	"DROP TABLE TABLE;; CREATE VIEW TABLE AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
	"DROP TABLE TABLE;; CREATE TABLE TABLE (rev, id, name)",
	"CREATE VIRTUAL TABLE x USING fts5(a)",
	"CREATE VIRTUAL TABLE x USING rtree(id, a, b)",
	"PRAGMA writable_schema = 1;; INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x USING nonsense(1)')",
	"PRAGMA writable_schema = 1;; INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x USING csv(filename=''/etc/passwd'')')",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET rootpage = 0, sql = 'CREATE VIRTUAL TABLE TABLE USING dbstat' WHERE name = 'TABLE'",
	"ALTER TABLE TABLE ADD COLUMN x TEXT",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ', x TEXT AS (hex(randomblob(100000000)))) STRICT') WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ', x INT AS (length(hex(zeroblob(400000000)))) VIRTUAL) STRICT') WHERE name = 'TABLE'",
	"ALTER TABLE TABLE RENAME TO x",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK', 'DEFAULT') WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT, ', '') WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = replace(sql, '= 16', '>= 16')",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (', 'CHECK (length(hex(randomblob(100000000))) OR ') WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = sql || ' -- hej' WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = sql || char(0) || 'x' WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = upper(sql)",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET sql = NULL WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET rootpage = 2 WHERE type IN ('table', 'index')",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'team_id') WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET rootpage = -1 WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET rootpage = 9223372036854775807 WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET rootpage = 'x' WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET name = 'sqlite_x' WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET type = 'view' WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; UPDATE sqlite_schema SET tbl_name = 'reason' WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; DELETE FROM sqlite_schema WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'TABLE'",
	"PRAGMA writable_schema = 1;; INSERT INTO sqlite_schema VALUES (NULL, NULL, NULL, NULL, NULL)",
	"PRAGMA writable_schema = 1;; INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 3, 'CREATE TABLE x (a' || hex(zeroblob(200000)) || ')')",
	"CREATE INDEX x ON TABLE (hex(rev))",
	"CREATE INDEX x ON team (lower(name))",
	"CREATE INDEX x ON team (name) WHERE length(hex(name)) > 2",
	"CREATE UNIQUE INDEX x ON team (id, rev)",
	"DROP INDEX team_id",
	"DROP INDEX team_id;; CREATE INDEX team_id ON team (name)",
	"DROP INDEX team_id;; CREATE INDEX team_id ON team (id DESC)",
	"ANALYZE",
	"ANALYZE;; UPDATE sqlite_stat1 SET stat = '999999999999 1 1'",
	"CREATE TABLE x (a INTEGER PRIMARY KEY AUTOINCREMENT)",
	"CREATE TABLE x (a DEFAULT (load_extension('x')))",
	"CREATE TABLE x (a CHECK (a IN (SELECT 1)))",
	"CREATE TABLE x (a COLLATE NOCASE UNIQUE, b REFERENCES nothing)",
	"CREATE VIEW x AS SELECT " + strings.Repeat("(", 400) + "1" + strings.Repeat(")", 400),
	"CREATE VIEW x AS SELECT 1" + strings.Repeat(" UNION ALL SELECT 1", 400),
	"CREATE VIEW x AS SELECT 1 WHERE 1 = " + strings.Repeat("1 + ", 900) + "1",
	"PRAGMA page_size = 512;; VACUUM",
	"PRAGMA page_size = 65536;; VACUUM",
	"PRAGMA auto_vacuum = 1;; VACUUM",
	"PRAGMA auto_vacuum = 2;; VACUUM",
	"VACUUM",
	"PRAGMA user_version = -1",
	"PRAGMA user_version = 2147483647",
	"PRAGMA application_id = 1",
	"PRAGMA journal_mode = WAL",
}

// hostile gives the script of a hostile schema.
func (m *material) hostile(r *rand.Rand) string {
	table := m.columns[r.IntN(len(m.columns))].table
	view := kinds[r.IntN(len(kinds))].name + []string{"_head", "_now"}[r.IntN(2)]
	script := hostileSchemas[r.IntN(len(hostileSchemas))]
	return strings.NewReplacer("ALTER TABLE TABLE", "ALTER TABLE "+table, "DROP TABLE TABLE", "DROP TABLE "+table,
		"CREATE TABLE TABLE", "CREATE TABLE "+table, "CREATE VIEW TABLE", "CREATE VIEW "+table, "VIRTUAL TABLE TABLE", "VIRTUAL TABLE "+table,
		"ON TABLE", "ON "+table, "FROM TABLE", "FROM "+table, "'TABLE'", "'"+table+"'",
		"DROP VIEW VIEW", "DROP VIEW "+view, "CREATE VIEW VIEW", "CREATE VIEW "+view, "FROM VIEW", "FROM "+view, "ON VIEW", "ON "+view,
	).Replace(script)
}

type column struct{ table, name, first string } // first is that of the table

func columnsOf(t testing.TB, s *Store) (all []column) {
	t.Helper()
	var rows []struct{ Tbl, Name, First string }
	must(t, s.list(t.Context(), &rows, `SELECT m.name AS tbl, c.name, (SELECT name FROM pragma_table_info(m.name) WHERE cid = 0) AS first
		FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'`))
	for _, r := range rows {
		all = append(all, column{r.Tbl, r.Name, r.First})
	}
	return all
}

// lies gives a script that changes rows, past the rules of their tables.
func (m *material) lies(r *rand.Rand) string {
	script := "PRAGMA ignore_check_constraints = 1"
	for range 1 + r.IntN(2) {
		c := m.columns[r.IntN(len(m.columns))]
		row := fmt.Sprintf("%[1]s = (SELECT %[1]s FROM %[2]s LIMIT 1 OFFSET %[3]d)", c.first, c.table, r.IntN(4))
		switch r.IntN(8) {
		case 0:
			script += fmt.Sprintf(";; DELETE FROM %s WHERE %s", c.table, row)
		case 1:
			script += fmt.Sprintf(";; CREATE TEMP TABLE x AS SELECT * FROM %[1]s WHERE %[2]s;; UPDATE x SET %[3]s = randomblob(16);; INSERT INTO %[1]s SELECT * FROM x",
				c.table, row, c.first)
		default:
			value := []string{"NULL", "0", "-1", "1", "99", "253402300800000", "9223372036854775807", "''", "' x'", "'x'", "'2026-13-01'",
				"'9999-12-31'", "'1899-12-31'", "'2026-02-28'", "'{}'", "'[]'", "zeroblob(16)", "zeroblob(15)", "randomblob(16)", "'supervisor'", "'self'",
				"'a' || char(0)", "'a' || char(8238) || 'b'", "CAST(x'c3' AS TEXT)", "hex(zeroblob(9000))", "(SELECT " + c.name + " FROM " + c.table + " ORDER BY random() LIMIT 1)",
				"upper(" + c.name + ")", c.name + " || ' '", c.name + " + 1",
			}[r.IntN(29)]
			script += fmt.Sprintf(";; UPDATE OR IGNORE %s SET %s = %s WHERE %s", c.table, c.name, value, row)
		}
	}
	return script
}

// bomb is a small image, or one of an honest size, that costs much to read.
type bomb struct {
	name  string
	image []byte
}

func (m *material) newBombs() []bomb {
	const counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
	rev := "CAST(printf('%016d', i) AS BLOB)"
	insert := func(count int, into, from string) string {
		return ";; INSERT INTO " + into + " " + fmt.Sprintf(counting, count) + "SELECT " + from
	}
	team := func(count int) string {
		return insert(count, "team", rev+", zeroblob(16), device, author, at, 0, 'Halmstad' FROM n, (SELECT * FROM team LIMIT 1)")
	}
	scripts := []struct{ name, script string }{
		{"many heads of one team", team(10_000)},
		{"a long line of revisions", team(10_000) + insert(9_999, "supersedes", rev+", CAST(printf('%016d', i + 1) AS BLOB), NULL FROM n")},
		{"one revision of many", team(10_000) + insert(10_000, "supersedes", rev+", (SELECT rev FROM team WHERE id <> zeroblob(16) LIMIT 1), NULL FROM n")},
		{"each of many supersedes each", team(200) + insert(200, "supersedes", rev+", CAST(printf('%016d', j) AS BLOB), NULL FROM n, (SELECT i AS j FROM n) WHERE i < j")},
		{"many heads of one participant", insert(10_000, "participant", rev+", id, device, author, at, 0, code, code_key, birth_year, sex, municipality, referrer, target_group, start, finish FROM n, (SELECT * FROM participant LIMIT 1)")},
		{"many names of one participant", insert(10_000, "identity", rev+", id, device, author, at, 0, name FROM n, (SELECT * FROM identity LIMIT 1)")},
		{"many assignments", insert(10_000, "assignment", rev+", "+rev+", device, author, at, 0, participant, team, supervisor, since FROM n, (SELECT * FROM assignment LIMIT 1)")},
		{"many heads of one assessment", insert(10_000, "assessment", rev+", id, device, author, at, 0, participant, date, rater, instrument, number FROM n, (SELECT * FROM assessment LIMIT 1)")},
		{"many heads of one comment", insert(10_000, "comment", rev+", id, device, author, at, 0, participant, text FROM n, (SELECT * FROM comment LIMIT 1)")},
		{"many heads of one participation", insert(10_000, "participation", rev+", id, device, author, at, 0, participant, activity, status, start, finish, break FROM n, (SELECT * FROM participation LIMIT 1)")},
		{"many heads of one goal", insert(10_000, "goal", rev+", id, device, author, at, 0, participant, area, since, due, done FROM n, (SELECT * FROM goal LIMIT 1)")},
		{"many words of one goal", insert(10_000, "wording", rev+", id, device, author, at, 0, participant, text, step, who FROM n, (SELECT * FROM wording LIMIT 1)")},
		{"many heads of one pause", insert(10_000, "pause", rev+", id, device, author, at, 0, participant, start, finish, reason FROM n, (SELECT * FROM pause LIMIT 1)")},
		{"many periods", insert(10_000, "period", rev+", "+rev+", device, author, at, 0, participant, start, finish, outcome, hours, support FROM n, (SELECT * FROM period LIMIT 1)")},
		{"many heads of one period", insert(10_000, "period", rev+", id, device, author, at, 0, participant, start, finish, outcome, hours, support FROM n, (SELECT * FROM period LIMIT 1)")},
		{"many follow-ups", insert(10_000, "followup", rev+", "+rev+", device, author, at, 0, participant, period, months, date, outcome, hours, support FROM n, (SELECT * FROM followup LIMIT 1)")},
		{"many raisings of one assessment", insert(10_000, "raising", rev+", id, device, author, at, 0, participant, text FROM n, (SELECT * FROM raising LIMIT 1)")},
		{"many contacts of one activity", insert(10_000, "contact", rev+", id, device, author, at, 0, text FROM n, (SELECT * FROM contact LIMIT 1)")},
		{"many rhythms", insert(10_000, "rhythm", rev+", id, device, author, at, 0, days, margin FROM n, (SELECT * FROM rhythm LIMIT 1)")},
		{"many instruments", insert(300, "instrument", "name, i + 1, json_set(content, '$.version', name || '-' || (i + 1)) FROM n, (SELECT * FROM instrument LIMIT 1)")},
		{"deep answers", ";; UPDATE draft SET answers = printf('%.*c', 5000, '[') || printf('%.*c', 5000, ']')"},
		{"a deep instrument", ";; UPDATE instrument SET content = printf('%.*c', 500000, '[') || printf('%.*c', 500000, ']')"},
		{"very many erasures", insert(100_000, "erasure", rev+", zeroblob(16), 0 FROM n")},
	}
	var all []bomb
	for _, s := range scripts {
		all = append(all, bomb{s.name, alteredBy(m.plain, "PRAGMA ignore_check_constraints = 1"+s.script)})
	}
	number := binary.BigEndian
	free := slices.Clone(m.plain)
	number.PutUint32(free[32:], 3)
	number.PutUint32(free[36:], 1<<31-1)
	long := append(slices.Clone(m.plain), make([]byte, 16<<20)...)
	number.PutUint32(long[28:], uint32(len(long)/4096))
	return append(all, bomb{"a list of free pages without end", free}, bomb{"16 MiB of nothing", long},
		bomb{"a schema of very many rows", folded(m.plain, 6)}, bomb{"a schema without end", folded(m.plain, 18)},
		bomb{"a schema of very long rows", swollen(m.plain)})
}

// folded gives an image whose schema has the same few rows again and again: each
// page of its tree leads very many times to the next.
func folded(image []byte, deep int) []byte {
	image = slices.Clone(image)
	number := binary.BigEndian
	first := len(image)/4096 + 1
	leaf := image[(int(number.Uint32(image[108:]))-1)*4096:][:4096]
	number.PutUint32(image[108:], uint32(first))
	for level := range deep {
		page := make([]byte, 4096)
		child := uint32(first + level + 1)
		const cells = 400
		page[0] = 5 // leads to others, in a tree of rows
		number.PutUint16(page[3:], cells)
		number.PutUint16(page[5:], 4096-5*cells)
		number.PutUint32(page[8:], child)
		for i := range cells {
			at := 4096 - 5*(i+1)
			number.PutUint16(page[12+2*i:], uint16(at))
			number.PutUint32(page[at:], child)
			page[at+4] = 1
		}
		image = append(image, page...)
	}
	image = append(image, leaf...)
	number.PutUint32(image[28:], uint32(len(image)/4096))
	return image
}

// swollen gives an image whose schema has very many rows that share one very long
// text.
func swollen(image []byte) []byte {
	image = slices.Clone(image)
	number := binary.BigEndian
	first := len(image)/4096 + 1
	const leaves, cells = 200, 20
	number.PutUint32(image[108:], uint32(first))
	top := make([]byte, 4096)
	top[0] = 5
	number.PutUint16(top[3:], leaves-1)
	number.PutUint16(top[5:], 4096-5*leaves)
	number.PutUint32(top[8:], uint32(first+leaves))
	for i := range leaves - 1 {
		at := 4096 - 5*(i+1)
		number.PutUint16(top[12+2*i:], uint16(at))
		number.PutUint32(top[at:], uint32(first+1+i))
		top[at+4] = 1
	}
	image = append(image, top...)
	chain := uint32(first + leaves + 1) // a page that leads to itself
	for range leaves {
		leaf := make([]byte, 4096)
		leaf[0] = 13
		number.PutUint16(leaf[3:], cells)
		end := 4096
		for i := range cells {
			const local = (4096-12)*32/255 - 23 // bytes of such a row that stand in its page
			const text = local + 700*(4096-4) - 17
			record := append([]byte{9, 23, 15, 15, 1}, varint(2*text+13)...) // what follows: type, two names, a number, and the text
			record = append(record, "tablexx\x03CREATE TABLE IF NOT EXISTS team (a) --"...)
			record = append(record, bytes.Repeat([]byte{'x'}, local-len(record))...)
			cell := slices.Concat(varint(text+17), []byte{1}, record)
			cell = number.AppendUint32(cell, chain)
			end -= len(cell)
			if end < 8+2*cells {
				number.PutUint16(leaf[3:], uint16(i))
				end += len(cell)
				break
			}
			copy(leaf[end:], cell)
			number.PutUint16(leaf[8+2*i:], uint16(end))
		}
		number.PutUint16(leaf[5:], uint16(end))
		image = append(image, leaf...)
	}
	last := bytes.Repeat([]byte{'x'}, 4096)
	number.PutUint32(last, chain)
	image = append(image, last...)
	number.PutUint32(image[28:], uint32(len(image)/4096))
	return image
}

// varint gives a number as SQLite writes it.
func varint(n uint64) []byte {
	b := []byte{byte(n & 0x7f)}
	for n >>= 7; n > 0; n >>= 7 {
		b = append(b, byte(n&0x7f)|0x80)
	}
	slices.Reverse(b)
	return b
}
