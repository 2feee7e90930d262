// Gives back the disk space of texts that are gone or replaced: what lives in a mostly dead file is written anew.
import type { ArticleId } from '../contract/models.ts'
import { contentPath } from './content.ts'
import type { Core } from './core.ts'
import { perform, type Deed } from './deeds.ts'
import type { DraftRecord } from './drafts.ts'
import { breath } from './media-use.ts'
import { flag, liveMask, type Register } from './register.ts'

/** A file is written anew when less than this part of it lives. */
const alive = 0.6
/** Files that wait for the same snapshot before they go. */
const together = 8
const stepLetters = 2 * 1024 * 1024

export async function compact(core: Core): Promise<void> {
  const { content, books } = core.open
  const { files } = core.host
  const emptied: number[] = []
  for (const file of await content.numbers()) {
    const size = (await files.size(contentPath(file))) ?? 0
    // Small ones are not worth it.
    if (size < core.tuning.contentBytes / 256 || (liveBytes(books.register).get(file) ?? 0) > size * alive) continue
    await core.alone(() => rewrite(core, file))
    emptied.push(file)
    if (emptied.length === together) await remove(core, emptied.splice(0))
    await breath()
  }
  if (emptied.length > 0) await remove(core, emptied)
}

/** Only once the register on the disk points elsewhere: else one damaged line of the journal would take a whole file. */
async function remove(core: Core, files: readonly number[]): Promise<void> {
  await core.alone(async () => {
    await core.snapshots.tryToWrite()
    const living = liveBytes(core.open.books.register)
    // What could not be read is no reason to keep the rest, unless an article still points at it.
    for (const file of files) if (!living.has(file)) await core.open.content.remove(file)
  })
}

function liveBytes({ pages }: Register): Map<number, number> {
  const byFile = new Map<number, number>()
  for (const { rows, state } of pages) {
    for (let row = 0; row < rows; row++) {
      if (((state.flags[row] ?? 0) & liveMask) !== flag.present) continue
      const file = state.file[row] ?? 0
      byFile.set(file, (byFile.get(file) ?? 0) + (state.size[row] ?? 0))
    }
  }
  return byFile
}

async function rewrite(core: Core, file: number): Promise<void> {
  const { content, books } = core.open
  if (content.current === file) await content.turnOver()
  let step: { id: ArticleId; line: string }[] = []
  let letters = 0
  for await (const { line, place } of content.lines(file)) {
    const id = Number(/^\{"id":(\d+),/.exec(line)?.[1])
    const state = books.register.page(id)?.state
    const row = books.register.row(id)
    if (!books.register.isLive(id) || state?.file[row] !== file || state.offset[row] !== place.offset) continue
    step.push({ id, line })
    letters += line.length
    if (letters < stepLetters) continue
    await move(core, step)
    step = []
    letters = 0
  }
  if (step.length > 0) await move(core, step)
}

async function move(core: Core, step: { id: ArticleId; line: string }[]): Promise<void> {
  const moves: Extract<Deed, ['move', ...unknown[]]>[1] = []
  const records = step.map(({ id, line }): DraftRecord => {
    return { id, line, row: null, placed: ({ file, offset, size }) => void moves.push([id, file, offset, size]) }
  })
  await core.committer.store([{ deeds: [['move', moves]], records }])
  perform(core.open.books, ['move', moves], new Map())
}
