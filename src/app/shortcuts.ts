import type { PlainKey } from '../core/i18n.ts'

/** An entry in a chat program's own menus that types a command for a person. */
export interface Shortcut {
  readonly callback: string
  /** `global`: from the menu; `message`: on a message, whose text stands for `{message}` in the line. */
  readonly kind: 'global' | 'message'
  readonly line: string
  readonly name: PlainKey
  readonly description: PlainKey
}

export const shortcuts: readonly Shortcut[] = [
  {
    callback: 'record',
    kind: 'global',
    line: '/visit',
    name: 'shortcuts.record',
    description: 'shortcuts.record.about',
  },
  {
    callback: 'record_message',
    kind: 'message',
    line: '/visit log {message}',
    name: 'shortcuts.message',
    description: 'shortcuts.message.about',
  },
  {
    callback: 'help',
    kind: 'global',
    line: '/help',
    name: 'shortcuts.help',
    description: 'shortcuts.help.about',
  },
]

/** The lines by callback, as an adapter wants them. */
export const shortcutLines: Readonly<Record<string, string>> = Object.fromEntries(
  shortcuts.map(({ callback, line }) => [callback, line]),
)
