import type { Context } from '../command.ts'
import { ownNote } from '../form/own-note.ts'
import type { Desk } from '../reply.ts'
import type { About } from './sentence.ts'

/** Minutes that plain words may go on from an answer: what was shown longer ago is not what is meant. */
const minutesRemembered = 60

const talkOf = ({ request }: Context, { drafts }: Desk) => ownNote(drafts, request, 'talk')

/** Keeps what an answer was about, for this person in this conversation. */
export const rememberTalk = async (
  context: Context,
  desk: Desk,
  about: About,
  command: string,
): Promise<void> => {
  const { locale, clock } = context
  await talkOf(context, desk).save({
    command,
    locale,
    entries: about.kind === 'record' ? { record: about.reference } : { list: about.line },
    expiresAt: new Date(clock.now().getTime() + minutesRemembered * 60_000),
  })
}

/** What this person was shown last, here and lately. */
export const lastTalk = async (context: Context, desk: Desk): Promise<About | undefined> => {
  const { record, list } = (await talkOf(context, desk).find())?.entries ?? {}
  if (record !== undefined) return { kind: 'record', reference: record }
  return list === undefined ? undefined : { kind: 'list', line: list }
}
