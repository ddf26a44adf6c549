import type { PlainKey, Translator } from '../../core/i18n.ts'
import type { AuditReport, Wrong } from './verify.ts'

const words: Readonly<Record<Wrong, PlainKey>> = {
  changed: 'audit.verify.changed',
  moved: 'audit.verify.moved',
  added: 'audit.verify.added',
  missing: 'audit.verify.missing',
  unsealed: 'audit.verify.isUnsealed',
  gap: 'audit.verify.gap',
  rewritten: 'audit.verify.rewritten',
}

export const isGood = ({ bad, isUnexpected }: AuditReport): boolean => !bad && !isUnexpected

/** One line on what was found, for an operator. */
export const verdictOn = (
  { entries: count, unsealed, last, bad, isUnexpected }: AuditReport,
  expected: string | undefined,
  translate: Translator,
): string => {
  if (bad) {
    const { wrong, id, reference, at } = bad
    const about =
      reference !== undefined && at
        ? translate('audit.verify.about', { reference, at: at.toISOString() })
        : translate('audit.verify.gone')
    return translate('audit.verify.bad', { id: String(id), about, wrong: translate(words[wrong]) })
  }
  if (isUnexpected)
    return translate('audit.verify.unexpected', {
      hash: expected ?? '',
      count,
      last: last?.hash ?? translate('audit.verify.none'),
    })
  if (!last) return translate('audit.verify.unsealed', { count })
  return translate('audit.verify.good', {
    count,
    position: String(last.position),
    id: String(last.entryId),
    hash: last.hash,
    unsealed,
  })
}
