import type { Piece } from './piece.ts'

/** What forms call their fields: 汇报人, 时长. Other words before a colon (原因：…) belong to a text. */
const chinese =
  '\\p{Script=Han}{0,4}(?:人|人员|名单|人数|领导|单位|部门|时长|时间|日期|期限|时限|地点|地址|会场|电话|手机|联系方式|邮箱|编号|金额|费用|附件|级别)'
const english =
  '(?:presenter|presented by|reporter|speaker|duration|length|venue|place|location|address|room|date|time|deadline|phone|mobile|contact|e-?mail|host|chair|attendees|participants|guests|invited|unit|department|office|amount|cost|budget|priority|attachment)s?'
const label = new RegExp(
  `(?<=[\\s,;，；、。\\0])(?:${chinese}|(?<![a-z] )${english})\\s?[:：](?!//)\\s*(?:\\p{Script=Han}[^\\s,;，；。\\0]*|[^,;，；。\\n\\0\\p{Script=Han}]*[^\\s,;，；。\\0\\p{Script=Han}][^\\s,;，；。\\0]*)`,
  'giu',
)

/** 汇报人:王局 within a text: a field by its looks that the form does not have, with what it is given. */
export const labelledIn = (words: string, from = 0): Piece[] =>
  [...words.matchAll(label)].map(({ 0: text, index }) => ({
    start: from + index,
    end: from + index + text.trimEnd().length,
  }))
