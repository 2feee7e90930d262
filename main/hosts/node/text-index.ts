// The text index in a file of its own through Node's SQLite: a cache, so it is not fsynced and is remade when damaged.
import { rmSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { TextIndex } from '../../base/host.ts'

const VERSION = 1
const SCHEMA = `
  CREATE VIRTUAL TABLE IF NOT EXISTS articles USING fts5(title, about, text, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 2", prefix='2 3');
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;`

interface Open {
  db: DatabaseSync
  put: StatementSync
  remove: StatementSync
  mark: StatementSync
}

/** `file`: where it lies; made when missing, remade when it cannot be read. */
export function openTextIndex(file: string, log: (line: string) => void): TextIndex {
  let open: Open | null = null

  function connect(): Open {
    const db = new DatabaseSync(file)
    try {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000;')
      const row = db.prepare('PRAGMA user_version').get()
      if (row?.user_version !== VERSION)
        db.exec(`DROP TABLE IF EXISTS articles; DROP TABLE IF EXISTS state; PRAGMA user_version = ${VERSION};`)
      db.exec(SCHEMA)
      return {
        db,
        put: db.prepare('INSERT INTO articles(rowid, title, about, text) VALUES (?, ?, ?, ?)'),
        remove: db.prepare('DELETE FROM articles WHERE rowid = ?'),
        mark: db.prepare(
          "INSERT INTO state VALUES ('newest', ?1) ON CONFLICT(name) DO UPDATE SET value = max(value, ?1)",
        ),
      }
    } catch (error) {
      db.close()
      throw error
    }
  }
  function discard(): void {
    open?.db.close()
    open = null
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  }
  function use(): Open {
    if (open) return open
    try {
      open = connect()
    } catch (error) {
      log(`search index remade: ${error instanceof Error ? error.message : String(error)}`)
      discard()
      open = connect()
    }
    return open
  }
  function together(work: (index: Open) => void): void {
    const index = use()
    index.db.exec('BEGIN')
    try {
      work(index)
      index.db.exec('COMMIT')
    } catch (error) {
      index.db.exec('ROLLBACK')
      throw error
    }
  }

  return {
    newest() {
      const row = use().db.prepare("SELECT value FROM state WHERE name = 'newest'").get()
      return typeof row?.value === 'number' ? row.value : 0
    },
    put(rows) {
      together(({ put, remove, mark }) => {
        let newest = 0
        for (const row of rows) {
          remove.run(row.id)
          put.run(row.id, row.title, row.about, row.text)
          newest = Math.max(newest, row.id)
        }
        mark.run(newest)
      })
    },
    remove(ids) {
      together(({ remove }) => {
        for (const id of ids) remove.run(id)
      })
    },
    find(terms, limit) {
      const wanted = terms.filter((term) => !term.not).map(expression)
      if (wanted.length === 0) return []
      const unwanted = terms.filter((term) => term.not).map(expression)
      const match = wanted.join(' AND ') + unwanted.map((term) => ` NOT ${term}`).join('')
      const rows = use().db.prepare('SELECT rowid AS id FROM articles WHERE articles MATCH ? LIMIT ?').all(match, limit)
      return rows.map((row) => Number(row.id))
    },
    clear: discard,
    close() {
      open?.db.close()
      open = null
    },
  }
}

/** Text comes folded, of letters, digits and spaces only; quoting makes it a phrase and nothing else. */
function expression(term: { text: string; prefix: boolean; field: string | null }): string {
  const phrase = `"${term.text.replace(/"/g, '')}"${term.prefix ? ' *' : ''}`
  return term.field ? `${term.field} : ${phrase}` : phrase
}
