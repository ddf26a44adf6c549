import { type Block, type CardAction, pageAction, text } from '../core/card.ts'
import { page as pageNumber } from '../core/fields/page.ts'
import { field } from '../core/form/field.ts'
import type { Translator } from '../core/i18n.ts'

/** A form's field for the page of a list. */
export const askPage = () =>
  field(pageNumber(), {
    label: 'records.page',
    example: 'records.pageExample',
    keys: ['页', '页码'],
  }).optional()

/** A page of a list, and how many there are: at least one. */
export interface Paged {
  readonly page: number
  readonly pages: number
  /** Of its first item. */
  readonly offset: number
}

/** The page that is shown where one is asked for that may not be there. */
export const pageOf = (total: number, size: number, asked = 1): Paged => {
  const pages = Math.max(Math.ceil(total / size), 1)
  const page = Math.min(Math.max(asked, 1), pages)
  return { page, pages, offset: (page - 1) * size }
}

/** Buttons to the pages before and behind. `line`: the whole command, without the page. */
export const turnButtons = (
  { page, pages }: Pick<Paged, 'page' | 'pages'>,
  line: string,
  translate: Translator,
): CardAction[] => {
  const turn = (label: string, to: number) => pageAction(label, `${line} page:${to}`)
  return [
    ...(page > 1 ? [turn(translate('records.previousPage'), page - 1)] : []),
    ...(page < pages ? [turn(translate('records.nextPage'), page + 1)] : []),
  ]
}

/** Page 2 of 5, where there are several. */
export const pageNote = (
  { page, pages }: Pick<Paged, 'page' | 'pages'>,
  translate: Translator,
): Block | false => pages > 1 && text(translate('records.pageOf', { page, pages }), 'quiet')
