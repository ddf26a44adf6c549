import { fold } from '../../../core/text.ts'

/** Something that a text says was agreed on. */
export interface SaidItem {
  /** As the text has it: 一, 2. */
  readonly ordinal: string
  readonly about: string
}

/** The line above what was agreed on: 三、议定事项：, Agreed items. */
const headingLine =
  /^\s*(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.]\s*)?(?:会议)?(?:议定(?:以下|如下)?(?:事项)?|agreed(?: items)?|decisions)\s*:?\s*$/iu
/** 一、…, （二）…, 3. … */
const itemLine =
  /^\s*[(（]?(?<ordinal>\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）][、.．]?|[、.．])\s*(?<about>\S.*)$/u

/** The numbered lines below 议定事项, up to the first line that has no number; and the text without them and their heading. */
export const splitAgreed = (text: string): { readonly items: readonly SaidItem[]; readonly rest: string } => {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => headingLine.test(fold(line)))
  if (at < 0) return { items: [], rest: text }
  const below = lines.slice(at + 1)
  const isItem = (line: string) => line.trim() === '' || itemLine.test(line)
  const end = below.findIndex((line) => !isItem(line))
  const said = end < 0 ? below : below.slice(0, end)
  const items = said.flatMap((line) => {
    const { ordinal, about = '' } = itemLine.exec(line)?.groups ?? {}
    const bare = about.replace(/[。；;.]\s*$/u, '').trim()
    return ordinal === undefined || bare === '' ? [] : [{ ordinal, about: bare }]
  })
  if (items.length === 0) return { items, rest: text }
  // Minutes that were sent in parts may say so more than once.
  const behind = splitAgreed((end < 0 ? [] : below.slice(end)).join('\n'))
  const rest = [...lines.slice(0, at), ...(behind.rest === '' ? [] : [behind.rest])].join('\n').trim()
  return { items: [...items, ...behind.items], rest }
}
