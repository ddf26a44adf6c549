import { standsAlone } from '../../text.ts'
import type { Place } from './point.ts'

/** After these a date begins as after a blank: 拟周五赴武隆. */
const announced = /(?:[拟将定于]|计划|打算|准备)$/u

/** Where in a line a date of a kind may stand. */
export const suitsIn =
  (line: string) =>
  (start: number, end: number, place: Place): boolean => {
    if (place === 'anywhere') return true
    if (announced.test(line.slice(Math.max(start - 2, 0), start)))
      return place === 'start' || !/^[\p{L}\p{N}]/u.test(line.slice(end))
    if (place === 'alone') return standsAlone(line, start, end) && line.charAt(end) !== "'"
    if (place === 'start') return standsAlone(line, start, line.length)
    return line.slice(0, start).trim() === '' && line.slice(end).trim() === ''
  }

/** What introduces a date, and is no word of anything else. */
export const preposition =
  /(?:(?<![\p{L}\p{N}])(?:(?:on|in|from|between)\s+(?:the\s+)?|[于自从在]\s?)|(?:拟|定|将|计划)[于在]\s?|兹定于\s?)$/iu
export const leadingPreposition = /^(?:(?:on|from|between)\s+(?:the\s+)?|in\s+|[于自从在]\s?)/iu

/** Between two letters of a word, or two digits of a number, no date begins. */
export const inside = /^(?:[a-z]{2}|\d{2})$/iu
