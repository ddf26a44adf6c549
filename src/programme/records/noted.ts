import { type Sentence, sentenceOf } from '../../core/plain/sentence.ts'

const because = /(?<![a-z])(?:because|since)(?![a-z]).*$|因为?(?!此|而).*$|由于.*$|原因[:：].*$/isu
const deniedIn =
  /(?<![a-z])(?:did|could|can|is|was|were|does|do|has|have)(?:\s?n['’]?t| not)(?![a-z])|没有?|[未不]/giu

/** What a reason denies or names (because it did not take place) is neither a doubt of what is done for it, nor a question. */
export const besidesReason = (sentence: Sentence): Sentence => {
  const line = sentence.line.replace(because, (reason) => reason.replace(deniedIn, ' '))
  if (line === sentence.line) return sentence
  const { asks, doubts, requests } = sentenceOf(line, sentence.after)
  return { ...sentence, asks, doubts, requests }
}

const article = /(?<![\p{L}\p{N}])(?:(?:the|a|an|this|that|our)\s+)+$/iu

/** What is noted, with the article before it and the “it” behind that a verb alone would be said with. */
export const inFull = (text: string, noted: string): string => {
  const start = noted === '' ? -1 : text.indexOf(noted)
  if (start < 0) return noted
  const before = article.exec(text.slice(0, start))?.[0] ?? ''
  const behind = /^\s+it(?![\p{L}\p{N}])/iu.exec(text.slice(start + noted.length))?.[0] ?? ''
  return `${before}${noted}${behind}`
}
