import { hash } from 'node:crypto'
import type { Context } from '../command.ts'
import type { Desk } from '../reply.ts'
import type { About } from './sentence.ts'

/** Minutes that plain words may go on from an answer: what was shown longer ago is not what is meant. */
const minutesRemembered = 60

const talkId = ({ request: { actor, conversation } }: Context): string =>
  hash('sha256', `talk ${actor.account} ${conversation}`, 'base64url').slice(0, 12)

/** Keeps what an answer was about, for this person in this conversation. */
export const rememberTalk = async (
  context: Context,
  desk: Desk,
  about: About,
  command: string,
): Promise<void> => {
  const { request, locale, clock } = context
  await desk.drafts.save({
    id: talkId(context),
    account: request.actor.account,
    conversation: request.conversation,
    command,
    locale,
    entries: about.kind === 'record' ? { record: about.reference } : { list: about.line },
    skipped: [],
    asking: undefined,
    asked: [],
    stage: 'kept',
    amends: undefined,
    expiresAt: new Date(clock.now().getTime() + minutesRemembered * 60_000),
  })
}

/** What this person was shown last, here and lately. */
export const lastTalk = async (context: Context, desk: Desk): Promise<About | undefined> => {
  const { actor, conversation } = context.request
  const { record, list } =
    (await desk.drafts.findOwn(actor.account, conversation, talkId(context)))?.entries ?? {}
  if (record !== undefined) return { kind: 'record', reference: record }
  return list === undefined ? undefined : { kind: 'list', line: list }
}
