type Json = Readonly<Record<string, unknown>>
/** From 0 to 1. */
type Chance = () => number

const oneOf = <Item>(chance: Chance, items: readonly Item[]): Item => {
  const item = items[Math.floor(chance() * items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

/** The longest text of the platforms. */
const longest = 4_096
const texts: readonly string[] = [
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '/constructor', '/__proto__ 武隆'],
  ...['/help constructor', '/status __proto__', '/visit constructor:1 __proto__:2', '/history V-0000-0000'],
  ...[
    'a\0b',
    '\0',
    '/visit \ud83d',
    '\udc00 互访',
    '/status \u202e武隆\u2066',
    '\u200b\u200b',
    ' ',
    '\n\n\n',
  ],
  ...['五'.repeat(longest), 'x'.repeat(longest), '9'.repeat(longest), `/visit ${'（'.repeat(longest - 7)}`],
  ...[
    `/visit ${'3月5日'.repeat(800)}`,
    `/visit 9人 ${'"'.repeat(2_000)}`,
    '👨‍👩‍👧'.repeat(500),
    '/'.repeat(longest),
  ],
  ...[
    '/visit 3月32日 济南→武隆 99999999999999999999999人',
    '/visit 99999年13月45日至0日 来访',
    '/fund enter -1e999元',
  ],
  ...[
    "'; DROP TABLE inbox; --",
    '<script>alert(1)</script>',
    '<!channel> <@U1> &amp;lt;',
    '*_~`[](tg://user?id=1)',
  ],
  ...[
    '{count, plural, other {#}}',
    '$' + '{jndi:ldap://127.0.0.1}',
    '%s%n%d',
    '\\u0000\\ud800',
    '/visit edit V-2025-0001 null',
  ],
  ...[
    '/start constructor',
    '/officer invite __proto__',
    '/undo undo',
    '/task Infinity',
    '/digest preview 9999-W99',
  ],
  ...['撤销', '1', '确认', '取消', '是', '/cancel', 'help', '2', '第0页', '@luyu_bot', '/visit@luyu_bot'],
]

const odd: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e308,
    '',
    '0',
    'null',
    [],
    {},
    [[]],
    [null],
  ],
  ...[{ constructor: 1 }, JSON.parse('{"__proto__":{"isAdmin":true}}'), { length: -1 }, { toString: 'x' }],
  ...[Array.from({ length: 200 }, () => null), Array.from({ length: 40 }).reduce((inner) => [inner], 'deep')],
]
const keys = ['constructor', '__proto__', 'toString', 'id', 'type', 'text', '', '\0', '\ud800', '0']

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** The same with one place in it that is not as it should be: away, of another type, or besides. */
const spoilt = (value: Json, chance: Chance): Json => {
  const entries = Object.entries(value)
  if (entries.length === 0) return value
  const [key, inner] = oneOf(chance, entries)
  const others = entries.filter(([name]) => name !== key)
  const rebuilt = (...more: ReadonlyArray<readonly [string, unknown]>): Json => {
    const all = [...others, ...more]
    return Array.isArray(value) ? (all.map(([, each]) => each) as unknown as Json) : Object.fromEntries(all)
  }
  if (isObject(inner) && chance() < 0.7) return rebuilt([key, spoilt(inner, chance)])
  const kind = chance()
  if (kind < 0.25) return rebuilt()
  if (kind < 0.35) return rebuilt([key, inner], [oneOf(chance, keys), oneOf(chance, odd)])
  return rebuilt([key, chance() < 0.3 ? oneOf(chance, texts) : oneOf(chance, odd)])
}

/** Half of what comes has the right shape, and only words that nobody means well. */
const perhapsSpoilt = (value: Json, chance: Chance): Json => {
  if (chance() < 0.5) return value
  const once = spoilt(value, chance)
  return chance() < 0.3 ? spoilt(once, chance) : once
}

const names = ['李明', '', 'constructor', '\0', '\ud83d', 'x'.repeat(300), '<b>', '王\u202e五']

/** The content of an update, by chance. `chats`: where some of it comes from; the rest from nowhere that is known. */
export const hostileUpdate = (chats: readonly number[], chance: Chance): Json => {
  const chat = chance() < 0.7 ? oneOf(chance, chats) : Math.floor((chance() - 0.5) * 2 ** 40)
  const from = {
    ...{ id: Math.abs(chat) % 2 ** 40, is_bot: chance() < 0.05, first_name: oneOf(chance, names) },
    language_code: oneOf(chance, ['zh-hans', 'en', 'xx', '', '\0', '__proto__']),
  }
  const message = {
    ...{ message_id: Math.floor(chance() * 2 ** 31), date: 1_741_000_000, from },
    ...{ chat: { id: chat, type: chat > 0 ? 'private' : 'supergroup', title: 'x' } },
  }
  const text = oneOf(chance, texts)
  const file = { file_id: text, file_unique_id: text, file_size: 1e12, file_name: '../../x\0.pdf' }
  const presses = [
    'constructor',
    '!',
    '~',

    '~constructor',
    '|',
    '%00|a=%',
    '__proto__|__proto__=1',
    text,
  ]
  const content = oneOf<Json>(chance, [
    { message: { ...message, text } },
    { message: { ...message, text, entities: [{ type: 'text_link', offset: -1, length: 1e9, url: text }] } },
    { message: { ...message, text: `/visit ${text}`, reply_to_message: { ...message, text } } },
    { message: { ...message, caption: text, photo: [file] } },
    { message: { ...message, document: file } },
    { message: { ...message, poll: {}, sticker: {}, dice: null } },
    { message: { ...message, text, forward_origin: { type: text }, sender_chat: { id: chat, title: text } } },
    { edited_message: { ...message, text, edit_date: 0 } },
    { channel_post: { ...message, text } },
    { callback_query: { id: text, from, message, data: oneOf(chance, presses), chat_instance: '' } },
    { callback_query: { id: '', from, inline_message_id: text, data: text } },
    { my_chat_member: { chat: message.chat, from } },
    { [text.slice(0, 20)]: message },
    { inline_query: { id: '', from, query: text, offset: '' } },
  ])
  return perhapsSpoilt(content, chance)
}

/** Something that Slack might have signed, as it is posted. `channels`: where some of it comes from; `response_url`: where answers may go. */
export const hostilePayload = (
  channels: readonly string[],
  response_url: string,
  chance: Chance,
): { readonly type: string; readonly body: string } => {
  const [json, form] = ['application/json', 'application/x-www-form-urlencoded'] as const
  const text = oneOf(chance, texts)
  const id = `${Math.floor(chance() * 1e9)}`
  const channel = chance() < 0.7 ? oneOf(chance, channels) : text
  const user = { id: oneOf(chance, ['U7', 'U8', 'W9', text]), name: text, team_id: 'T1' }
  const team = { id: oneOf(chance, ['T1', 'T2', text]), domain: text }
  const interaction = { team, user, trigger_id: id, response_url }
  const callback_id = oneOf(chance, ['constructor', '__proto__', 'luyu', 'form', 'luyu_form', text])
  const event = {
    ...{ type: 'message', channel_type: 'im', channel, user: user.id, ts: `${id}.1`, text },
    ...(chance() < 0.2 && { files: [{ id: text, name: '../x', size: -1 }] }),
    ...(chance() < 0.2 && { subtype: oneOf(chance, ['message_changed', 'bot_message', 'constructor']) }),
  }
  const container = { message_ts: id, is_ephemeral: chance() < 0.5 }
  const view = {
    id,
    hash: id,
    callback_id,
    private_metadata: text,
    state: { values: { [text]: { a: user } } },
  }
  const posted = (kind: string, content: Json) => {
    const value = perhapsSpoilt(content, chance)
    if (kind === 'event') return { type: json, body: JSON.stringify(value) }
    const fields = kind === 'payload' ? { payload: value } : value
    const words = Object.entries(fields).map(([key, each]): [string, string] => [
      key,
      typeof each === 'string' ? each : (JSON.stringify(each) ?? ''),
    ])
    return { type: form, body: new URLSearchParams(words).toString() }
  }
  return oneOf(chance, [
    () => posted('event', { type: 'event_callback', team_id: 'T1', event_id: `Ev${id}`, event }),
    () =>
      posted('event', {
        type: 'event_callback',
        team_id: 'T1',
        event_id: `Ev${id}`,
        event: { ...event, type: 'app_mention' },
      }),
    () => posted('event', { type: 'url_verification', challenge: odd }),
    () =>
      posted('command', {
        command: '/luyu',
        text,
        team_id: 'T1',
        channel_id: channel,
        user_id: user.id,
        trigger_id: id,
      }),
    () =>
      posted('payload', {
        type: 'block_actions',
        ...interaction,
        container,
        channel: { id: channel },
        actions: [{ action_id: text, value: text }],
      }),
    () =>
      posted('payload', {
        type: 'block_actions',
        ...interaction,
        container,
        channel: { id: channel },
        actions: [{ value: JSON.stringify({ action: text, values: { [text]: text } }) }],
      }),
    () =>
      posted('payload', {
        type: oneOf(chance, ['shortcut', 'message_action']),
        callback_id,
        ...interaction,
        channel: { id: channel },
        message: event,
      }),
    () => posted('payload', { type: 'view_submission', ...interaction, view }),
    () => posted('payload', { type: 'view_closed', ...interaction, view }),
    () => ({
      type: json,
      body: oneOf(chance, ['null', '[]', '1', '"x"', '', '{', '{"a":', 'nul', '[[[[', '\0', 'true']),
    }),
    () => ({
      type: form,
      body: `payload=${oneOf(chance, ['null', '[]', '%00', '{', '%ff', '', '1e999', '%7B%7D'])}`,
    }),
    () => ({
      type: oneOf(chance, ['text/plain', '', 'multipart/form-data; boundary=', `${json}; charset=x`]),
      body: text,
    }),
  ])()
}
