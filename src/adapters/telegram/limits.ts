/**
 * Telegram's limits. "Bot API" is the reference of the Bot API as repeated in @grammyjs/types 5.0.0;
 * "constants" is python-telegram-bot's constants.py (Bot API 10.0), which also keeps the undocumented ones.
 */
export const limits = {
  /** Characters of a message after its entities are read (Bot API: sendMessage); counted here in UTF-16 units, which is never too few. */
  messageLength: 4096,
  /** Entities of a message that are shown; more are dropped without a word (constants: MessageLimit.MESSAGE_ENTITIES). */
  messageEntities: 100,
  /** Characters of a caption (Bot API: sendPhoto). */
  captionLength: 1024,
  /** Bytes of UTF-8 in a button's data (Bot API: InlineKeyboardButton.callback_data). */
  callbackData: 64,
  /** Buttons of a keyboard, and in a row of it (constants: InlineKeyboardMarkupLimit). */
  buttons: 100,
  buttonsInRow: 8,
  /** Characters of the notice that answers a press (Bot API: answerCallbackQuery). */
  pressNotice: 200,
  /** Characters of the hint in the input line (Bot API: ForceReply.input_field_placeholder). */
  placeholder: 64,
  /** Commands of a menu, letters of a command, characters of its description (Bot API: setMyCommands, BotCommand). */
  menuCommands: 100,
  commandName: 32,
  commandDescription: 256,
  /** Bytes of a file that a bot can download (Bot API: getFile). */
  download: 20 * 1024 * 1024,
  /** Bytes of a photo that is sent, and of any other file (Bot API: sendPhoto, sendDocument). */
  photo: 10 * 1024 * 1024,
  document: 50 * 1024 * 1024,
  /** Photos or documents of an album that is sent; it has at least two (Bot API: sendMediaGroup). */
  album: 10,
  /** Updates of one getUpdates call (Bot API: getUpdates). */
  updates: 100,
} as const

/** What fits on a phone held upright, measured in Latin letters: the monospaced columns of a message, and the labels of a row of buttons. */
export const phone = { tableColumns: 34, buttonColumns: 34 } as const

/** Bytes of a webhook's body that are read; Telegram's updates stay far below. Our own limit. */
export const webhookBodyBytes = 1024 * 1024

/**
 * Telegram's FAQ ("My bot is hitting limits"): about 30 messages a second overall, 1 a second in a chat, 20 a minute in
 * a group. The exact limits are not published: one a second is left for answers to people.
 */
export const budget = { perSecond: 29, perSecondInConversation: 1, perMinuteInConversation: 20 } as const
