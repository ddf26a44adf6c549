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
