/** What the Bot API refuses, in its own words. Stricter than Telegram where Telegram drops things in silence. */

export interface Refusal {
  readonly error_code: number
  readonly description: string
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number }
}

export const badRequest = (words: string): Refusal => ({
  error_code: 400,
  description: `Bad Request: ${words}`,
})
export const forbidden = (words: string): Refusal => ({ error_code: 403, description: `Forbidden: ${words}` })

export interface Button {
  readonly text: string
  readonly callback_data?: string
  readonly disabled?: object
}

export interface Markup {
  readonly inline_keyboard?: readonly (readonly Button[])[]
  readonly force_reply?: boolean
  readonly input_field_placeholder?: string
}

interface Entity {
  readonly type: string
  readonly offset: number
  readonly length: number
}

export const checkText = (text: string, entities: readonly Entity[], most: number): Refusal | undefined => {
  if (text.length > most) return badRequest('message is too long')
  if (text !== text.trim()) return badRequest('white space at the ends shifts the entities')
  if (entities.length > 100) return badRequest('more than 100 entities would not be shown')
  const isWrong = ({ offset, length }: Entity) => offset < 0 || length < 1 || offset + length > text.length
  return entities.some(isWrong) ? badRequest("can't parse entities: offset out of the text") : undefined
}

/** A file of a call, as the bot uploaded it. */
export interface Upload {
  readonly file: string
  readonly content: Buffer
}

const isPicture = (content: Buffer) =>
  /^(ffd8ff|89504e47|474946|52494646)/.test(content.toString('hex', 0, 4))

/** What Telegram says against a file: at most 10 MB for a photo, which must be one, and 50 MB for any other (Bot API). */
export const checkUpload = (kind: string, upload: Upload | undefined): Refusal | undefined => {
  if (!upload?.content) return badRequest('there is no file in the request')
  if (upload.content.length === 0) return badRequest('file must be non-empty')
  const most = kind === 'photo' ? 10 : 50
  if (upload.content.length > most * 1024 * 1024) return badRequest('file is too big')
  return kind === 'photo' && !isPicture(upload.content) ? badRequest('IMAGE_PROCESS_FAILED') : undefined
}

export const checkMarkup = (markup: Markup | undefined): Refusal | undefined => {
  const hint = markup?.input_field_placeholder
  if (hint !== undefined && (hint.length < 1 || hint.length > 64))
    return badRequest('INPUT_FIELD_PLACEHOLDER_INVALID')
  const rows = markup?.inline_keyboard ?? []
  const buttons = rows.flat()
  if (buttons.length > 100) return badRequest('reply markup is too long')
  if (rows.some((row) => row.length > 8 || row.length === 0))
    return badRequest('a row shows one to eight buttons')
  if (buttons.some(({ text }) => text === '')) return badRequest('BUTTON_TEXT_EMPTY')
  // Exactly one of the fields that say what a button is (Bot API: InlineKeyboardButton).
  const isWrong = ({ callback_data: data, disabled }: Button) =>
    disabled ? data !== undefined : !data || Buffer.byteLength(data) > 64
  return buttons.some(isWrong) ? badRequest('BUTTON_DATA_INVALID') : undefined
}

export const checkCommands = (
  commands: ReadonlyArray<{ readonly command: string; readonly description: string }>,
): Refusal | undefined => {
  if (commands.length > 100) return badRequest('BOT_COMMANDS_TOO_MUCH')
  if (commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command)))
    return badRequest('BOT_COMMAND_INVALID')
  const isWrong = (description: string) => description.length < 1 || description.length > 256
  return commands.some(({ description }) => isWrong(description))
    ? badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
    : undefined
}
