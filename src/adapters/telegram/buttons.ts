import type { InlineKeyboardButton } from 'grammy/types'
import type { CardAction } from '../../core/card.ts'
import type { ButtonStore } from '../../core/ports.ts'
import type { Press } from '../../core/request.ts'
import { limits } from './limits.ts'

/** Data that begins with this is a token of the button store. */
const kept = '~'
/** Data that begins with this never leaves the adapter (see forms.ts). */
export const internal = '!'

export const escapePart = (text: string) =>
  text.replace(/[%|=]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
export const unescapePart = (text: string) =>
  text.replace(/%(25|7C|3D)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

export const fitsButton = (data: string) => Buffer.byteLength(data) <= limits.callbackData

/** `action|key=value|…`, or undefined when that is too long for a button or does not survive UTF-8. */
const compact = ({ action, values }: Press): string | undefined => {
  const data = [
    escapePart(action),
    ...Object.entries(values).map(([key, value]) => `${escapePart(key)}=${escapePart(value)}`),
  ].join('|')
  const special = data === '' || data.startsWith(kept) || data.startsWith(internal)
  return special || !fitsButton(data) || Buffer.from(data).toString() !== data ? undefined : data
}

/** A press as button data: at most 64 bytes, the rest goes into the store. */
export const writePress = async (press: Press, store: ButtonStore): Promise<string> =>
  compact(press) ?? `${kept}${await store.keep(press)}`

/** The way back; undefined when the store no longer knows the button. */
export const readPress = async (data: string, store: ButtonStore): Promise<Press | undefined> => {
  if (data.startsWith(kept)) return store.find(data.slice(kept.length))
  const [action = '', ...pairs] = data.split('|')
  const values = pairs.map((pair) => {
    const border = pair.indexOf('=')
    return [unescapePart(pair.slice(0, border)), unescapePart(pair.slice(border + 1))] as const
  })
  return { action: unescapePart(action), values: Object.fromEntries(values) }
}

export const keyboardOf = (
  rows: ReadonlyArray<readonly CardAction[]>,
  store: ButtonStore,
): Promise<InlineKeyboardButton[][]> =>
  Promise.all(
    rows.map((row) =>
      Promise.all(
        row.map(async ({ label, press, style, disabled }) => ({
          text: label,
          // Greyed since Bot API 10.3 (2026-08).
          ...(disabled ? { disabled: {} } : { callback_data: await writePress(press, store) }),
          ...(style && { style }),
        })),
      ),
    ),
  )
