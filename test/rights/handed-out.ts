import { strFromU8, unzipSync } from 'fflate'
import type { Card } from '../../src/core/card.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import type { OutgoingMessage } from '../../src/core/outgoing.ts'
import { accountReference, conversationReference, localeFrom } from '../../src/core/request.ts'
import type { Clock } from '../../src/core/time/clock.ts'
import type { Transaction } from '../../src/db/database.ts'
import type { ProgrammeFeature } from '../../src/programme/feature.ts'
import { plain } from '../harness/plain.ts'

/** More than any task of these tests takes. */
const mostSteps = 50

const isPacked = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b

/** All words of a file: of a workbook and of a document those of every part. */
const wordsOf = (content: Uint8Array): string =>
  isPacked(content)
    ? Object.values(unzipSync(content))
        .map((part) => strFromU8(part))
        .join('\n')
    : new TextDecoder().decode(content)

const filesOf = ({ blocks }: Card): string[] =>
  blocks.flatMap((block) => (block.type === 'file' || block.type === 'image' ? [block.file.id] : []))

export interface Around {
  readonly transaction: Transaction
  readonly clock: Clock
  readonly features: readonly ProgrammeFeature[]
}

/** What stands in the files of some cards, and at the addresses that they tell. */
export const handedOut = async (
  { transaction, clock, features }: Around,
  cards: readonly Card[],
): Promise<string> => {
  const found: string[] = []
  for (const id of cards.flatMap(filesOf)) {
    const { name, content } = await transaction.file.findUniqueOrThrow({ where: { id } })
    found.push(name, wordsOf(content))
  }
  const words = cards.map(plain).join('\n')
  for (const { documents } of features) {
    if (!documents) continue
    for (const [, name = ''] of words.matchAll(new RegExp(`${documents.path}(\\S+)`, 'gu'))) {
      const document = await documents.read({ transaction, clock }, name)
      if (document) found.push(new TextDecoder().decode(new TextEncoder().encode(`${document.content}`)))
    }
  }
  return found.join('\n')
}

/** Makes all steps of the tasks that were begun, and gives the cards that are said of them. */
export const endTasks = async (
  { transaction, clock, features }: Around,
  sent: readonly OutgoingMessage[],
  send: (message: OutgoingMessage) => Promise<boolean>,
): Promise<Card[]> => {
  const ended: Card[] = []
  const known = features.flatMap(({ tasks }) => tasks ?? [])
  for (const begun of await transaction.task.findMany({ where: { endedAt: null } })) {
    const task = known.find(({ name }) => name === begun.name)
    if (!task) throw new Error(`no task ${begun.name}`)
    const context = {
      ...{ transaction, clock, send },
      translate: translatorOf(localeFrom(begun.locale)),
      account: accountReference(begun.account),
      conversation: conversationReference(begun.conversation),
    }
    let state: unknown = task.state.parse(begun.work)
    for (let step = 0; ; step += 1) {
      const made = await task.step(context, state)
      if ('done' in made && made.done) {
        ended.push(made.done)
        break
      }
      if (!('state' in made) || step > mostSteps) throw new Error(`${begun.name} does not end`)
      state = made.state
    }
  }
  return [...ended, ...sent.map(({ card }) => card)]
}
