import type { Acknowledged, Deliver } from './slack.ts'
import {
  isJson,
  type Json,
  jsonList,
  type Shown,
  type SlackUpload,
  type Workspace,
} from './slack-workspace.ts'

/** Somebody in the workspace. Each deed resolves when the adapter has acknowledged it. */
export interface SlackPerson {
  readonly id: string
  /** Types `/luyu TEXT`. */
  command(channel: string, text: string): Promise<Acknowledged>
  /** Types `@Luyu TEXT`, in a thread if told. */
  /** Invites the bot to a channel. */
  invite(channel: string): Promise<Acknowledged>
  mention(
    channel: string,
    text: string,
    options?: { readonly thread?: string; readonly files?: readonly SlackUpload[] },
  ): Promise<Acknowledged>
  /** Writes in a channel, as Slack itself passes it on. */
  post(channel: string, text: string): Promise<Acknowledged>
  /** Writes to the bot in private, with files or without. */
  direct(text: string, files?: readonly SlackUpload[]): Promise<Acknowledged>
  /** Changes the last private message. */
  editDirect(text: string): Promise<Acknowledged>
  /** Presses the newest button with this label that this person sees. */
  press(label: string): Promise<Acknowledged>
  /** Uses a shortcut from the menu, or on a message. */
  shortcut(callback: string, on?: { readonly channel: string; readonly text: string }): Promise<Acknowledged>
  /** Fills in and submits this person's newest modal: values by field, a range as `start..end`. */
  submit(
    values: Readonly<Record<string, string>>,
    files?: Readonly<Record<string, readonly SlackUpload[]>>,
  ): Promise<Acknowledged>
}

interface Settings {
  readonly id: string
  readonly name: string
  /** The workspace of somebody from outside, in a channel that is shared with it (Slack Connect). */
  readonly home?: string | undefined
  readonly workspace: Workspace
  readonly deliver: Deliver
  readonly address: string
}

/** What a person can enter into an input, as the state of the view says it. */
const stateOf = (element: Json, value: string): Json => {
  const type = String(element.type)
  if (type === 'datepicker') return { type, selected_date: value || null }
  if (type === 'file_input') return { type, files: [] }
  if (type !== 'static_select') return { type, value: value || null }
  const option = jsonList(element.options).find(
    (each) => each.value === value || (isJson(each.text) && each.text.text === value),
  )
  if (value !== '' && !option) throw new Error(`there is no option ${value}`)
  return { type, selected_option: option ?? null }
}

const initialOf = (element: Json): string => {
  const option = isJson(element.initial_option) ? element.initial_option.value : undefined
  return String(element.initial_value ?? element.initial_date ?? option ?? '')
}

const stateValues = (view: Json, values: Readonly<Record<string, string>>): Json => {
  const inputs = jsonList(view.blocks).filter((block) => block.type === 'input')
  const names = inputs.map((block) => String(block.block_id))
  const unknown = Object.keys(values).filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`the form has no ${unknown.join(', ')}, only ${names.join(', ')}`)
  return Object.fromEntries(
    inputs.map((block) => {
      const name = String(block.block_id)
      const element = isJson(block.element) ? block.element : {}
      const isPicker = element.type === 'datepicker'
      const [start = '', end = ''] = (values[name.replace('..', '')] ?? '').split('..')
      const typed = name.endsWith('..') ? end : isPicker ? start : (values[name] ?? '')
      const given = name.replace('..', '') in values ? typed : initialOf(element)
      return [name, { [String(element.action_id)]: stateOf(element, given) }]
    }),
  )
}

export const createPerson = ({ id, name, home, workspace, deliver, address }: Settings): SlackPerson => {
  const { team, bot } = workspace
  const user = { id, username: name, name, team_id: home ?? team }
  /** Slack lets a person choose no more files than the input takes. */
  const fileValues = (view: Json, files: Readonly<Record<string, readonly SlackUpload[]>>): Json =>
    Object.fromEntries(
      Object.entries(files).map(([field, uploads]) => {
        const block = jsonList(view.blocks).find((each) => each.block_id === field)
        const element = block && isJson(block.element) ? block.element : {}
        if (element.type !== 'file_input') throw new Error(`${field} takes no files`)
        if (uploads.length > Number(element.max_files ?? 10)) throw new Error(`too many files for ${field}`)
        const state = { type: 'file_input', files: uploads.map(workspace.files.bring) }
        return [field, { [String(element.action_id)]: state }]
      }),
    )
  const interaction = () => ({
    team: { id: home ?? team, domain: 'example' },
    user,
    trigger_id: workspace.trigger(id),
  })
  const urlFor = (channel: string, message?: Shown) =>
    `http://${address}/response/${workspace.response(channel, id, message)}`
  let lastDirect: { ts: string; text: string } | undefined

  const event = (content: Json) =>
    deliver('events_api', {
      type: 'event_callback',
      team_id: home ?? team,
      event_id: workspace.unique('Ev'),
      event_time: Math.floor(workspace.clock.now().getTime() / 1000),
      authorizations: [{ team_id: team, user_id: bot, is_bot: true }],
      event: content,
    })

  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  return {
    id,
    command: async (channel, text) =>
      deliver('slash_commands', {
        command: '/luyu',
        text: escaped(text),
        team_id: home ?? team,
        channel_id: channel,
        user_id: id,
        user_name: name,
        trigger_id: workspace.trigger(id),
        response_url: urlFor(channel),
      }),
    invite: (channel) => event({ type: 'member_joined_channel', user: bot, channel, inviter: id }),
    mention: (channel, text, { thread, files } = {}) =>
      event({
        type: 'app_mention',
        user: id,
        channel,
        ts: workspace.timestamp(),
        text: `<@${bot}> ${escaped(text)}`,
        ...(thread && { thread_ts: thread }),
        ...(files && { files: files.map(workspace.files.bring) }),
      }),
    post: (channel, text) =>
      event({ type: 'app_mention', user: id, channel, ts: workspace.timestamp(), text }),
    direct: (text, files) => {
      lastDirect = { ts: workspace.timestamp(), text: escaped(text) }
      const channel = workspace.directOf(id)
      const shared = files && { subtype: 'file_share', files: files.map(workspace.files.bring) }
      return event({ type: 'message', channel_type: 'im', channel, user: id, ...lastDirect, ...shared })
    },
    editDirect: (text) => {
      if (!lastDirect) throw new Error('nothing was written yet')
      const before = { user: id, ...lastDirect }
      lastDirect = { ts: before.ts, text: escaped(text) }
      return event({
        type: 'message',
        subtype: 'message_changed',
        channel_type: 'im',
        channel: workspace.directOf(id),
        ts: workspace.timestamp(),
        message: { user: id, ...lastDirect, edited: { user: id, ts: workspace.timestamp() } },
        previous_message: before,
      })
    },
    press: (label) => {
      const seen = workspace.shown.filter((message) => message.user === undefined || message.user === id)
      const newest = new Map(seen.map((message) => [message.ts, message]))
      const message = [...newest.values()].findLast(({ buttons }) =>
        buttons.some((button) => button.label === label),
      )
      const button = message?.buttons.find((each) => each.label === label)
      if (!message || !button) throw new Error(`no button ${label}`)
      const ephemeral = message.user !== undefined
      return deliver('interactive', {
        type: 'block_actions',
        ...interaction(),
        container: {
          type: 'message',
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: ephemeral,
          ...(message.thread && { thread_ts: message.thread }),
        },
        channel: { id: message.channel, name: 'channel' },
        response_url: urlFor(message.channel, message),
        actions: [{ type: 'button', action_id: button.id, value: button.value }],
      })
    },
    shortcut: (callback, on) => {
      const place = on && {
        channel: { id: on.channel, name: 'channel' },
        message: { user: 'U9', ts: workspace.timestamp(), text: escaped(on.text) },
        response_url: urlFor(on.channel),
      }
      const type = on ? 'message_action' : 'shortcut'
      return deliver('interactive', { type, callback_id: callback, ...interaction(), ...place })
    },
    submit: (values, files = {}) => {
      const open = workspace.views.findLast((each) => each.user === id)
      if (!open) throw new Error('no modal is open')
      const view = {
        ...open.view,
        id: open.id,
        hash: open.hash,
        app_installed_team_id: team,
        state: { values: { ...stateValues(open.view, values), ...fileValues(open.view, files) } },
      }
      return deliver('interactive', { type: 'view_submission', ...interaction(), view, response_urls: [] })
    },
  }
}
