import type { Card } from '../../src/core/card.ts'
import { actionsOf } from '../../src/core/card.ts'
import { keepFile } from '../../src/db/files.ts'
import type { Office, Person } from './office.ts'
import { plain } from './plain.ts'

/** What came of a sheet that somebody sent: what was shown, and the files that came back. */
export interface Shown {
  readonly card: Card
  readonly text: string
  readonly files: ReadonlyArray<{ readonly name: string; readonly content: Buffer }>
}

/** Sheets as officers send them, and what is shown of them. */
export const importsIn = (office: Office) => {
  const contentOf = async (id: string) => {
    const { name, content } = await office.database.client.file.findUniqueOrThrow({ where: { id } })
    return { name, content: Buffer.from(content) }
  }

  /** The end of what a line began. */
  const outcome = async (person: Person, line: string): Promise<Shown> => {
    const before = office.sent.length
    await office.say(person, line)
    await office.runTasks()
    const said = office.sent.slice(before)
    const ended = said.findLast(({ key }) => key.endsWith(':end'))
    if (!ended) throw new Error('the task has not ended')
    const sentBack = said.flatMap(({ card }) =>
      card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : [])),
    )
    const files = await Promise.all(
      sentBack.map(async ({ id, name }) => ({ ...(await contentOf(id)), name })),
    )
    return { card: ended.card, text: plain(ended.card), files }
  }

  return {
    contentOf,
    /** Sends a file with the word 导入. */
    send: async (person: Person, name: string, content: Uint8Array, words = ''): Promise<Shown> => {
      const { id } = await keepFile(
        office.database.statements,
        { name, mediaType: 'application/octet-stream', content },
        office.clock.now(),
      )
      return outcome(person, `/import ${words} file:"${name} <${id}>"`)
    },
    /** Presses a button of a card that was shown. */
    press: (person: Person, card: Card, label: string): Promise<Shown> => {
      const line = actionsOf(card).find((action) => action.label.includes(label))?.press.values.text
      if (line === undefined) throw new Error(`no button ${label}`)
      return outcome(person, line)
    },
  }
}

/** Rows of cells as a CSV file. */
export const csv = (...rows: ReadonlyArray<readonly string[]>): Uint8Array =>
  new TextEncoder().encode(
    rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join(''),
  )
