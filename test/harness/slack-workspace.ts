import type { Clock } from '../../src/core/time/clock.ts'
import { awaited } from './patience.ts'
import { checkMessage, checkView, shownText } from './slack-limits.ts'

export type Json = Readonly<Record<string, unknown>>
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const jsonList = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

/** A message as somebody in the workspace sees it. */
export interface Shown {
  readonly kind: 'message' | 'ephemeral' | 'update' | 'file'
  readonly channel: string
  readonly ts: string
  /** Who alone sees it, for an ephemeral one. */
  readonly user: string | undefined
  readonly thread: string | undefined
  /** Everything it says; a file's name for a file. */
  readonly text: string
  /** What a notification says. */
  readonly fallback: string
  readonly buttons: ReadonlyArray<{ readonly label: string; readonly value: string; readonly id: string }>
  readonly blocks: readonly Json[]
  /** The update took its buttons away, and nobody reads anything else than before. */
  readonly quiet?: boolean
  /** The content of the files it shows. */
  readonly files: readonly Buffer[]
}

/** What a person sends. `announced`: bytes, when Slack tells other than the truth. */
export interface SlackUpload {
  readonly name: string
  readonly mimetype: string
  readonly content: Buffer
  readonly announced?: number
}

export interface OpenView {
  readonly id: string
  readonly hash: string
  readonly user: string
  readonly view: Json
}

/** How a channel is set: whether the bot is in it, may post, edit and delete there, and whether it is archived. */
export interface ChannelState {
  readonly member: boolean
  readonly archived?: boolean
  readonly restricted?: boolean
  readonly keepsMessages?: boolean
}

/** How a call of the Web API may go wrong, once each. */
export type Failure =
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly code: string }
  /** The connection is cut before, or after, the call took effect. */
  | { readonly kind: 'cut'; readonly effect: boolean }
  /** It never answers. */
  | { readonly kind: 'hang' }
  /** 200 with something that is no answer, before, or after, the call took effect. */
  | { readonly kind: 'garbage'; readonly effect: boolean }

/** Slack's answer `{ ok: false, error }`. */
export class Refused extends Error {}

const buttonsOf = (blocks: readonly Json[]) =>
  blocks
    .filter((block) => block.type === 'actions')
    .flatMap((block) => jsonList(block.elements))
    .map((element) => ({
      label: isJson(element.text) ? String(element.text.text) : '',
      value: String(element.value ?? ''),
      id: String(element.action_id),
    }))

/** A trigger opens one view within 3 seconds; a response_url takes 5 messages within 30 minutes (docs.slack.dev). */
const triggerLife = 3_000
const responseLife = 1_800_000
const responseUses = 5

/** A workspace with channels, people and one bot: all that the loopback Slack knows, and its rules. */
export const createWorkspace = (clock: Clock) => {
  const team = 'T1'
  const bot = 'UBOT'
  const channels = new Map<string, ChannelState>()
  const directs = new Map<string, string>()
  const shown: Shown[] = []
  const waiting: Array<(message: Shown) => void> = []
  const views: OpenView[] = []
  const triggers = new Map<string, { user: string; at: number }>()
  const responses = new Map<
    string,
    { channel: string; user: string; at: number; uses: number; message?: Shown }
  >()
  const erased = new Set<string>()
  /** By timestamp, of messages that have some. */
  const metadata = new Map<string, Json>()
  let editingClosed = false
  const uploads = new Map<string, { about: Json; length: number; content: Buffer | undefined }>()
  let counter = 0
  let read = 0

  const now = () => clock.now().getTime()
  const unique = (prefix: string) => `${prefix}${String(++counter).padStart(6, '0')}`
  const timestamp = () => unique(`${Math.floor(now() / 1000)}.`)

  const directOf = (user: string): string => {
    const known = directs.get(user)
    if (known) return known
    const channel = `D${user.slice(1)}`
    directs.set(user, channel)
    channels.set(channel, { member: true })
    return channel
  }

  const show = (message: Shown): Shown => {
    shown.push(message)
    const waiter = waiting.shift()
    if (waiter) {
      read += 1
      waiter(message)
    }
    return message
  }

  const standing = (channel: string): Shown[] => {
    const newest = new Map(
      shown.filter((message) => message.channel === channel).map((message) => [message.ts, message]),
    )
    return [...newest.values()].filter(({ ts }) => !erased.has(ts))
  }

  const placeOf = (target: string): string => {
    const channel = /^[UW]/.test(target) ? directOf(target) : target
    const known = channels.get(channel)
    if (!known) throw new Refused('channel_not_found')
    if (known.archived) throw new Refused('is_archived')
    if (!known.member) throw new Refused('not_in_channel')
    return channel
  }

  const refusalOf = (problems: string[]): string | undefined => {
    if (problems.length === 0) return undefined
    const named = problems.find((problem) => /^(no_text|msg_too_long|msg_blocks_too_long)$/.test(problem))
    return named ?? `invalid_blocks`
  }

  const checked = (content: Json): { text: string; blocks: Json[] } => {
    const refusal = refusalOf(checkMessage(content))
    if (refusal) throw new Refused(refusal)
    return { text: String(content.text ?? ''), blocks: jsonList(content.blocks) }
  }

  const appear = (
    kind: Shown['kind'],
    content: Json,
    place: { channel: string; ts?: string; user?: string; thread?: string; quiet?: boolean },
  ): Shown => {
    const { text, blocks } = checked(content)
    return show({
      kind,
      channel: place.channel,
      ts: place.ts ?? timestamp(),
      user: place.user,
      thread: place.thread,
      text: blocks.length > 0 ? shownText(blocks) : text,
      fallback: text,
      buttons: buttonsOf(blocks),
      blocks,
      quiet: place.quiet ?? false,
      files: [],
    })
  }

  const threadOf = (content: Json) =>
    typeof content.thread_ts === 'string' ? { thread: content.thread_ts } : {}

  const existing = (channel: string, ts: unknown): Shown => {
    const found = shown.findLast((message) => message.ts === ts && message.channel === channel)
    if (!found || erased.has(found.ts) || found.user !== undefined) throw new Refused('message_not_found')
    if (found.kind === 'file') throw new Refused('cant_update_message')
    return found
  }

  const answerUrl = (id: string, content: Json): { status: number; body: string } => {
    const response = responses.get(id)
    if (!response || now() - response.at > responseLife) return { status: 404, body: 'expired_url' }
    response.uses += 1
    if (response.uses > responseUses) return { status: 404, body: 'used_url' }
    if (content.delete_original === true) return { status: 200, body: 'ok' }
    try {
      const { channel, user, message } = response
      const isEphemeral = content.response_type !== 'in_channel'
      const whose = isEphemeral ? { user } : {}
      if (content.replace_original === true && message)
        appear('update', content, { channel, ts: message.ts, ...(message.user && { user: message.user }) })
      else appear(isEphemeral ? 'ephemeral' : 'message', content, { channel, ...whose })
      return { status: 200, body: 'ok' }
    } catch (error) {
      if (error instanceof Refused) return { status: 400, body: error.message }
      throw error
    }
  }

  /** What the Web API's methods do with their arguments. */
  const methods: Readonly<Record<string, (content: Json) => Json>> = {
    'auth.test': () => ({ user_id: bot, team_id: team, bot_id: 'B1', url: 'https://example.slack.com/' }),
    'chat.postMessage': (content) => {
      const channel = placeOf(String(content.channel))
      if (channels.get(channel)?.restricted) throw new Refused('restricted_action_read_only_channel')
      const { ts } = appear('message', content, { channel, ...threadOf(content) })
      // The SDK sends what is no text as JSON.
      const named = typeof content.metadata === 'string' ? JSON.parse(content.metadata) : content.metadata
      if (isJson(named)) metadata.set(ts, named)
      return { channel, ts }
    },
    'conversations.history': (content) => {
      if (/^[UW]/.test(String(content.channel))) throw new Refused('channel_not_found')
      const channel = placeOf(String(content.channel))
      const [limit, from] = [Number(content.limit ?? 100), Number(content.cursor ?? 0)]
      if (!(limit >= 1 && limit <= 999)) throw new Refused('invalid_limit')
      // The newest first; what only one person sees is in nobody's history.
      const said = standing(channel)
        .filter(({ user, ts }) => user === undefined && Number(ts) > Number(content.oldest ?? 0))
        .sort((one, other) => Number(other.ts) - Number(one.ts))
      const messages = said.slice(from, from + limit).map(({ ts, kind, text }) => ({
        ...{ type: 'message', user: bot, bot_id: 'B1', ts, text },
        ...(kind === 'file' && { files: text.split('\n').map((title) => ({ title })) }),
        ...(String(content.include_all_metadata) === 'true' && { metadata: metadata.get(ts) }),
      }))
      const more = from + limit < said.length
      return {
        messages,
        has_more: more,
        response_metadata: { next_cursor: more ? String(from + limit) : '' },
      }
    },
    'chat.postEphemeral': (content) => {
      const channel = placeOf(String(content.channel))
      const user = String(content.user)
      return { message_ts: appear('ephemeral', content, { channel, user, ...threadOf(content) }).ts }
    },
    'chat.update': (content) => {
      // Its channel is a conversation's id, never a person's (docs, chat.update).
      if (/^[UW]/.test(String(content.channel))) throw new Refused('channel_not_found')
      if (editingClosed) throw new Refused('edit_window_closed')
      const { channel, ts, thread, text } = existing(placeOf(String(content.channel)), content.ts)
      const { blocks } = checked(content)
      const quiet = buttonsOf(blocks).length === 0 && blocks.length > 0 && shownText(blocks) === text
      appear('update', content, { channel, ts, quiet, ...(thread && { thread }) })
      return { channel, ts }
    },
    'chat.delete': (content) => {
      const channel = placeOf(String(content.channel))
      const { ts } = existing(channel, content.ts)
      if (channels.get(channel)?.keepsMessages) throw new Refused('compliance_exports_prevent_deletion')
      erased.add(ts)
      return { channel, ts }
    },
    'views.open': (content) => {
      const id = String(content.trigger_id)
      const trigger = triggers.get(id)
      if (!trigger) throw new Refused('invalid_trigger')
      if (now() - trigger.at > triggerLife) throw new Refused('expired_trigger_id')
      triggers.delete(id)
      const view = isJson(content.view) ? content.view : {}
      const problems = checkView(view)
      if (problems.length > 0) throw new Refused(`invalid_arguments: ${problems.join('; ')}`)
      const open = { id: unique('V'), hash: unique('h.'), user: trigger.user, view }
      views.push(open)
      return { view: { ...view, id: open.id, hash: open.hash } }
    },
    'conversations.open': (content) => ({ channel: { id: directOf(String(content.users)) } }),
    'files.completeUploadExternal': (content) => {
      const channel = placeOf(String(content.channel_id))
      const files = jsonList(typeof content.files === 'string' ? JSON.parse(content.files) : content.files)
      if (files.some(({ id }) => !uploads.get(String(id))?.content)) throw new Refused('file_not_found')
      show({
        ...{ kind: 'file', channel, ts: timestamp(), user: undefined, fallback: '', buttons: [], blocks: [] },
        thread: threadOf(content).thread,
        text: files.map(({ title }) => String(title)).join('\n'),
        files: files.flatMap(({ id }) => uploads.get(String(id))?.content ?? []),
      })
      return { files: files.map(({ id }) => ({ id })) }
    },
  }

  return {
    team,
    bot,
    clock,
    /** Files that people and the bot bring. */
    files: {
      /** The bot announces one, which may be 1 GB at most (docs, files). */
      expect: (name: string, length: number): string => {
        if (!(length > 0 && length <= 1024 ** 3)) throw new Refused('invalid_arguments')
        const id = unique('F')
        uploads.set(id, { about: { id, name }, length, content: undefined })
        return id
      },
      arrive: (id: string, content: Buffer): boolean => {
        const file = uploads.get(id)
        if (file?.length !== content.length) return false
        file.content = content
        return true
      },
      /** A person brings one; gives what Slack says of it. */
      bring: ({ name, mimetype, content, announced }: SlackUpload): Json => {
        const id = unique('F')
        const about = { id, name, mimetype, size: announced ?? content.length }
        uploads.set(id, { about, length: content.length, content })
        return about
      },
      known: (id: string) => {
        const file = uploads.get(id)
        if (!file) throw new Refused('file_not_found')
        return file
      },
    },
    shown,
    views,
    methods,
    unique,
    timestamp,
    directOf,
    answerUrl,
    /** Somebody deletes a message. */
    erase: (ts: string) => void erased.add(ts),
    /** The workspace is set to allow no edits, or none any more. */
    closeEditing: () => {
      editingClosed = true
    },
    /** Every message that stands in a channel, as it reads now. */
    standing,
    /** Adds a channel; with `member: false` one that the bot was not invited to. */
    addChannel: (id: string, state: Partial<ChannelState> = {}) =>
      void channels.set(id, { member: true, ...state }),
    trigger: (user: string): string => {
      const id = unique('trigger.')
      triggers.set(id, { user, at: now() })
      return id
    },
    response: (channel: string, user: string, message?: Shown): string => {
      const id = unique('r')
      responses.set(id, { channel, user, at: now(), uses: 0, ...(message && { message }) })
      return id
    },
    /** The next message that nobody has read; waits for it. */
    next: (patience?: number): Promise<Shown> => {
      const message = shown[read]
      if (message) {
        read += 1
        return Promise.resolve(message)
      }
      return awaited(
        'message of the bot',
        (resolve) => waiting.push(resolve),
        () => shown.map(({ channel, text }) => `${channel}: ${text.slice(0, 60)}`),
        patience,
      )
    },
    /** Leaves nothing of what was said, and closes every form; people and channels stay. */
    forget: () => {
      shown.length = 0
      views.length = 0
      read = 0
    },
    /** All messages that nobody has read, without waiting. */
    unread: (): Shown[] => {
      const messages = shown.slice(read)
      read = shown.length
      return messages
    },
  }
}

export type Workspace = ReturnType<typeof createWorkspace>
