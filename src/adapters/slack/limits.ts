/**
 * What Slack accepts, in characters unless said otherwise. Sources: the types of @slack/types 3.2 and docs.slack.dev
 * (block-kit, surfaces/modals, app-manifest), unless another is named.
 */
export const limits = {
  /** Blocks in one message. */
  messageBlocks: 50,
  /**
   * JSON of all blocks of one message. Slack refuses about 13,200 as `msg_blocks_too_long` although every part is legal
   * (https://github.com/slackapi/bolt-js/issues/2509); the distance is our own.
   */
  messageJson: 10_000,
  /** What is left of that for a part's blocks beside its number. */
  partJson: 9_800,
  /** `text` beside blocks, before escaping, which can make it five times as long: 4,000 are advised (docs, chat.postMessage). */
  fallbackText: 750,
  /** Text of one message without blocks, before escaping, which can make it five times as long (40,000). */
  plainText: 8_000,
  header: 150,
  sectionText: 3_000,
  contextText: 2_000,
  /** Words of one record in a rich text block. Slack names no limit; we stay below that of a section. */
  richText: 2_500,
  /** JSON of one rich text block or table, so that a message can be filled from several. */
  blockJson: 5_000,
  /** Our own: Slack names no limit for the title of a file. */
  fileTitle: 250,
  /** Files of one call of files.completeUploadExternal: our own, one gallery; and of one file_input (docs, block-kit). */
  sharedFiles: 10,
  inputFiles: 10,
  url: 3_000,
  /** Buttons in one actions block. */
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  /** Rows of a table, its head included; columns of a table. */
  tableRows: 100,
  tableColumns: 20,
  /** Blocks in one modal. */
  viewBlocks: 100,
  viewTitle: 24,
  viewMetadata: 3_000,
  inputLabel: 2_000,
  inputText: 3_000,
  selectOptions: 100,
  optionText: 75,
  optionValue: 150,
  /** Body of a request to us, in bytes: Slack's largest view is 250 kB. */
  requestBody: 1_048_576,
  /** Answers to one response_url, within 30 minutes (docs, handling user interaction). */
  responseUrlUses: 5,
  /** In the manifest: the app's description, a slash command's `usage_hint`, a shortcut's name and description. */
  appDescription: 140,
  usageHint: 1_000,
  shortcutName: 24,
  /** Of an app, both kinds together (developer.salesforce.com, Slack SDK: Shortcuts and Slash Commands). */
  shortcuts: 5,
  shortcutDescription: 150,
} as const

/** How long things may take, in milliseconds. */
export const durations = {
  /**
   * From a request to its answer, also while the store hangs. Slack takes a request as failed after 3,000; we promise 1,000,
   * and the rest is for the way and for a busy machine.
   */
  untilAcknowledged: 700,
  /** Of that, what is left for finding out whether a form would be refused. */
  untilRehearsed: 400,
  /** How far Slack's time may lie from ours, either way: in a signature (docs, verifying requests from Slack), and in its history. */
  signatureAge: 300_000,
  /** One call of the Web API. */
  call: 10_000,
  /** One file on its way to us or to Slack. */
  transfer: 60_000,
  /** How long a stop waits for a connection that is still being made. */
  untilStopped: 2_000,
  /** The longest pause between two attempts to store a request, to connect, or to learn who we are. */
  longestPause: 30_000,
  /** How long an acknowledged request that cannot be stored is tried again: as long as its response_url works. */
  untilGivenUp: 1_800_000,
} as const

/**
 * What we post unasked: about one message a second in a channel (https://api.slack.com/apis/rate-limits), and 8 a second
 * overall, because a workspace has a limit that Slack does not publish (a large vendor runs at 525 a minute).
 */
export const budget = { perSecond: 8, perSecondInConversation: 1, perMinuteInConversation: 60 } as const

/** The first characters of a text, with an ellipsis when some are left out. Never cuts a character in two. */
export const shorten = (text: string, maximum: number): string => {
  if (text.length <= maximum) return text
  let shortened = ''
  for (const character of text) {
    if (shortened.length + character.length > maximum - 1) break
    shortened += character
  }
  return `${shortened}…`
}

/** A whole text in pieces of at most `maximum` characters: at line ends where possible, never inside a character. */
export const splitText = (text: string, maximum: number): string[] => {
  const pieces: string[] = []
  let rest = text
  while (rest.length > maximum) {
    const line = rest.lastIndexOf('\n', maximum)
    const space = rest.lastIndexOf(' ', maximum)
    const border = line > 0 ? line : space > maximum / 2 ? space : undefined
    const inside = /[\uD800-\uDBFF]/.test(rest.charAt(maximum - 1)) ? maximum - 1 : maximum
    pieces.push(rest.slice(0, border ?? inside))
    rest = rest.slice(border === undefined ? inside : border + 1)
  }
  return rest === '' ? pieces : [...pieces, rest]
}
