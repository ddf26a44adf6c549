import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Attachment } from '../../core/files.ts'
import type { Entries, Input, Press, Request } from '../../core/request.ts'
import { type Hearing, installedIn } from './admission.ts'
import { entriesOf, type FormMetadata, filesOf, formCallback, metadataOf } from './forms.ts'
import { accountOf, addressOf, conversationOf, isDirect, kept, type Origin, titled } from './origin.ts'
import {
  buttonSchema,
  commandSchema,
  eventSchema,
  type Person,
  pressSchema,
  type SharedFile,
  type SlackText,
  shortcutSchema,
  submissionSchema,
  type Team,
} from './payloads.ts'
import { typedLine, typedText, unmarked } from './text.ts'

/** What Slack told us, by how it wants to be acknowledged. */
export type Heard =
  /** Slack sends it again when it is not acknowledged. */
  | { readonly kind: 'event'; readonly request: Request }
  /** Acknowledged with a text, if we like. */
  | { readonly kind: 'command'; readonly request: Request }
  /** A button or a shortcut: acknowledged without words. */
  | { readonly kind: 'interaction'; readonly request: Request }
  /** Acknowledged with what is wrong. */
  | {
      readonly kind: 'submission'
      readonly request: Request
      readonly metadata: FormMetadata
      /** What was filled in, chosen files included. */
      readonly entries: Entries
    }

const request = (
  id: string,
  team: string,
  person: Person,
  origin: Origin,
  input: Input,
  more: Pick<Request, 'message' | 'attachments' | 'quoted' | 'title'> = {},
): Request => ({
  id: `slack:${id}`,
  conversation: conversationOf(team, origin.channel),
  private: isDirect(origin.channel),
  actor: { account: accountOf(team, person.id), name: person.name ?? person.username ?? person.id },
  input,
  opensForms: origin.trigger !== undefined,
  origin: kept(origin),
  ...more,
})

/**
 * What makes a command or an interaction itself: Slack gives every one a trigger of its own, and all of it is the same
 * when it is delivered or replayed once more.
 */
const identity = (...parts: ReadonlyArray<string | undefined>): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

const line = ({ text, before }: ReturnType<typeof typedLine>, edited = false): Input => ({
  kind: 'line',
  text: text === '' ? 'help' : text,
  ...(before !== undefined && { before }),
  ...(edited && { edited }),
})

const attachment = ({ id, name, mimetype, size }: SharedFile, field?: string): Attachment => ({
  name: name ?? '',
  mediaType: mimetype ?? '',
  ...(typeof size === 'number' && { size }),
  ...(field !== undefined && { field }),
  place: { file: id },
})

const carrying = (attachments: readonly Attachment[]): Pick<Request, 'attachments'> =>
  attachments.length > 0 ? { attachments } : {}

/** Messages a person wrote; all other subtypes are Slack's own notices. */
const written = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

/** The message that an event is about, if a person wrote or changed it. */
const messageOf = (
  event: z.infer<typeof eventSchema>['event'],
): { said: SlackText; edited: boolean } | undefined => {
  if (event.type === 'app_mention') return { said: event, edited: event.edited !== undefined }
  if (event.channel_type !== 'im') return undefined
  if (written.has(event.subtype)) return { said: event, edited: false }
  // Slack also calls a message changed when it adds a preview of a link.
  const changed =
    event.subtype === 'message_changed' &&
    event.message?.edited &&
    event.message.text !== event.previous_message?.text
  return changed && event.message ? { said: event.message, edited: true } : undefined
}

const hearEvent = (body: z.infer<typeof eventSchema>, hearing: Hearing): Heard | undefined => {
  // In a channel that is shared with another workspace `team_id` may be that one; the app is installed in ours.
  const { self, team } = installedIn(body, hearing)
  const message = messageOf(body.event)
  if (!message) return undefined
  const { said, edited } = message
  if (said.user === undefined || said.bot_id !== undefined || said.user === self) return undefined
  const origin: Origin = { channel: body.event.channel, user: said.user, thread: said.thread_ts }
  const id = `${body.team_id}:${body.event_id}`
  const typed = typedLine(said.text, self, team)
  const files = carrying((said.files ?? []).map((file) => attachment(file)))
  const input: Input = typed.text === '' && files.attachments ? { kind: 'files' } : line(typed, edited)
  const more = { message: said.ts, ...files }
  return { kind: 'event', request: request(id, team, { id: said.user }, origin, input, more) }
}

/** What follows `/luyu` is a command, whatever the bot asked before. */
const commandText = (text: string): string => (text === '' || /^[/／]/.test(text) ? text : `/${text}`)

const hearCommand = (body: z.infer<typeof commandSchema>, hearing: Hearing): Heard => {
  const team = hearing.team ?? body.team_id
  const origin: Origin = {
    channel: body.channel_id,
    user: body.user_id,
    trigger: body.trigger_id,
    responseUrl: body.response_url,
  }
  const person = { id: body.user_id, name: body.user_name }
  return {
    kind: 'command',
    request: request(
      identity(body.trigger_id, body.response_url, body.user_id, body.channel_id, body.text),
      team,
      person,
      origin,
      line({ text: commandText(unmarked(typedText(body.text, team))) }),
      titled(body.channel_name),
    ),
  }
}

/** Where the app is installed. Of somebody from another workspace Slack names theirs. */
const teamOf = ({ team }: Hearing, theirs: Team, person: Person): string =>
  team ?? theirs?.id ?? person.team_id ?? ''

const pressOf = (value: string | undefined): Press | undefined => {
  if (value === undefined) return undefined
  try {
    return buttonSchema.safeParse(JSON.parse(value)).data
  } catch {
    return undefined
  }
}

const hearPress = (body: z.infer<typeof pressSchema>, hearing: Hearing): Heard | undefined => {
  const press = pressOf(body.actions[0]?.value)
  if (!press) return undefined
  const { user, container, channel } = body
  const origin: Origin = {
    channel: channel.id,
    user: user.id,
    thread: container.thread_ts ?? body.message?.thread_ts,
    trigger: body.trigger_id,
    responseUrl: body.response_url,
    message: container.message_ts ?? body.message?.ts,
    ephemeral: container.is_ephemeral,
  }
  const input: Input = { kind: 'press', press }
  const [action] = body.actions
  const { trigger_id: trigger, response_url: url } = body
  const id = identity(trigger, url, user.id, origin.message, action?.action_ts, action?.value)
  const heard = request(id, teamOf(hearing, body.team, user), user, origin, input, titled(channel.name))
  return {
    kind: 'interaction',
    request: { ...heard, ...(origin.message !== undefined && { pressed: origin.message }) },
  }
}

const hearShortcut = (body: z.infer<typeof shortcutSchema>, hearing: Hearing): Heard | undefined => {
  const configured = Object.hasOwn(hearing.shortcuts, body.callback_id)
    ? hearing.shortcuts[body.callback_id]
    : undefined
  if (configured === undefined) return undefined
  const { user, channel, message } = body
  const origin: Origin = {
    // A global shortcut is used nowhere: the answer goes to the person's direct messages.
    channel: channel?.id ?? user.id,
    user: user.id,
    thread: message && (message.thread_ts ?? message.ts),
    trigger: body.trigger_id,
    responseUrl: body.response_url,
  }
  const team = teamOf(hearing, body.team, user)
  const { before = '', text } = typedLine(message?.text ?? '', hearing.self, team)
  const words = `${before} ${text}`.replace(/\s+/g, ' ').trim()
  const input = line({ text: configured.replace('{message}', () => words).trim() })
  const id = identity(body.trigger_id, body.response_url, user.id, body.callback_id, message?.ts)
  const files = carrying((message?.files ?? []).map((file) => attachment(file)))
  const link = message && addressOf(body.team?.domain, origin.channel, message.ts)
  const quoted = message && { quoted: { text: words, ...(link !== undefined && { link }) } }
  return { kind: 'interaction', request: request(id, team, user, origin, input, { ...files, ...quoted }) }
}

const hearSubmission = (body: z.infer<typeof submissionSchema>, hearing: Hearing): Heard | undefined => {
  const { view, user } = body
  if (view.callback_id !== formCallback) return undefined
  const metadata = metadataOf(view.private_metadata)
  // A form of ours that somebody else filled in: not one that we opened.
  if (!metadata) return undefined
  const { draft, command, origin, given } = metadata
  const entries = { ...given, ...entriesOf(view.state.values) }
  const files = filesOf(view.state.values).flatMap(({ field, files: chosen }) =>
    chosen.map((file) => attachment(file, field)),
  )
  const input: Input = { kind: 'form', draft, command, entries }
  const id = identity(view.id, view.hash, draft, JSON.stringify(entries), JSON.stringify(files))
  const team = view.app_installed_team_id ?? teamOf(hearing, body.team, user)
  const heard = request(id, team, user, origin, input, carrying(files))
  // To be checked with: what the chosen files will be is known once they are fetched.
  const chosen = Object.fromEntries(files.map(({ field = '', place }) => [field, `file <${place.file}>`]))
  const checked = { ...entries, ...chosen }
  return { kind: 'submission', metadata, entries: checked, request: { ...heard, locale: metadata.locale } }
}

/** Reads a verified request of Slack's; undefined for what is not for us. Never throws for a shape it does not know. */
export const hear = (body: unknown, hearing: Hearing): Heard | undefined => {
  const event = eventSchema.safeParse(body)
  if (event.success) return hearEvent(event.data, hearing)
  const command = commandSchema.safeParse(body)
  if (command.success) return hearCommand(command.data, hearing)
  const press = pressSchema.safeParse(body)
  if (press.success) return hearPress(press.data, hearing)
  const shortcut = shortcutSchema.safeParse(body)
  if (shortcut.success) return hearShortcut(shortcut.data, hearing)
  const submission = submissionSchema.safeParse(body)
  return submission.success ? hearSubmission(submission.data, hearing) : undefined
}
