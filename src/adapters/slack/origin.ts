import { z } from 'zod'
import { DeliveryError } from '../../core/errors.ts'
import {
  type AccountReference,
  accountReference,
  type ConversationReference,
  conversationReference,
  type Request,
} from '../../core/request.ts'

/** What the adapter keeps with a request to answer it. Times and triggers are Slack's own. */
export const originSchema = z.object({
  /** The conversation to answer in: a channel, a direct message, or a person's id for their direct message. */
  channel: z.string(),
  user: z.string(),
  /** Answer in this thread. */
  thread: z.string().optional(),
  /** Opens one modal within 3 seconds. */
  trigger: z.string().optional(),
  /** Answers here work where the bot is no member, five times within 30 minutes. */
  responseUrl: z.string().optional(),
  /** The message whose button was pressed. */
  message: z.string().optional(),
  /** That message was shown to the presser only. */
  ephemeral: z.boolean().optional(),
})

export type Origin = z.infer<typeof originSchema>

export const conversationOf = (team: string, channel: string): ConversationReference =>
  conversationReference(`slack:${team}/${channel}`)

export const accountOf = (team: string, user: string): AccountReference =>
  accountReference(`slack:${team}/${user}`)

/** The channel or person that a reference names; a DeliveryError for another platform's. */
export const targetOf = (reference: ConversationReference | AccountReference): string => {
  const target = /^slack:[^/]+\/(.+)$/.exec(reference)?.[1]
  if (!target) throw new DeliveryError('rejected', `not a Slack reference: ${reference}`)
  return target
}

/** Where a message stands; unknown where Slack does not name the address of the workspace. */
export const addressOf = (domain: string | undefined, channel: string, message: string): string | undefined =>
  domain && `https://${domain}.slack.com/archives/${channel}/p${message.replace('.', '')}`

/** Ids of direct messages begin with D, those of people with U or W. */
export const isDirect = (channel: string): boolean => /^[DUW]/.test(channel)

/** An origin as a request keeps it: plain JSON without gaps. */
export const kept = (origin: Origin): Request['origin'] =>
  Object.fromEntries(
    Object.entries(origin).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined),
  )

/** What Slack says in the place of a name, of what has none that people know. */
const nameless = ['directmessage', 'privategroup']

export const titled = (name: string | undefined): Pick<Request, 'title'> =>
  name === undefined || nameless.includes(name) ? {} : { title: `#${name}` }
