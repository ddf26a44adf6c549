import type { PlainKey, Translator } from '../../core/i18n.ts'
import { dayAt } from '../../core/time/day.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { differences } from '../../programme/records/content.ts'
import type { Content, RecordKind } from '../../programme/records/kind.ts'
import { labelOf, showField, showPhase, type View } from '../../programme/records/show.ts'
import type { Entry } from './entries.ts'

/** One field that an entry changed, in words; nothing where there was or is no value. */
export interface FieldChange {
  readonly label: string
  readonly before?: string | undefined
  readonly after?: string | undefined
}

export const kindOf = (
  tools: Pick<FeatureTools, 'features'>,
  reference: string,
): RecordKind<Content> | undefined => {
  const prefix = /^[A-Z]+(?=-\d{4}-\d+$)/u.exec(reference)?.[0]
  return tools.features().find(({ records }) => records?.prefix === prefix && prefix !== undefined)?.records
    ?.kind
}

/** What a record said; columns that it has had since are not known. Undefined of what cannot be read any more. */
const contentOf = (kind: RecordKind<Content>, stored: Entry['before']): Content | undefined => {
  const unknown = Object.fromEntries(Object.keys(kind.content.shape).map((column) => [column, null]))
  return stored === null ? undefined : kind.content.safeParse({ ...unknown, ...stored }).data
}

/** What an entry changed, field by field; of a record that was entered all that was given. */
export const changesIn = (
  kind: RecordKind<Content>,
  { before, after, at }: Entry,
  view: View,
  zone: string,
): readonly FieldChange[] => {
  const [was, is] = [contentOf(kind, before), contentOf(kind, after)]
  if (!is) return []
  const { translate } = view.reading
  const that = { today: dayAt(at, zone), translate }
  const shown = (content: Content | undefined, name: string) =>
    content && showField(kind, { ...view, reading: that }, content, name)
  const phase = (content: Content | undefined) => content && showPhase(kind, content, that)
  const given = Object.entries(kind.fields).flatMap(([name, { get }]) =>
    get(is) === undefined ? [] : [name],
  )
  const changes = (was ? differences(kind, was, is) : given).map((name) => ({
    label: labelOf(kind, translate, name),
    before: shown(was, name),
    after: shown(is, name),
  }))
  return [
    ...changes,
    ...(was && was.state !== is.state
      ? [{ label: translate('records.phase'), before: phase(was), after: phase(is) }]
      : []),
    ...(was && was.cancelReason !== is.cancelReason
      ? [
          {
            label: translate('records.cancelReason'),
            before: was.cancelReason ?? undefined,
            after: is.cancelReason ?? undefined,
          },
        ]
      : []),
  ]
}

/** The same of what is no record of a kind: an officer, a channel, an entry of the ledger. By its own names. */
export const plainChangesIn = ({ before, after }: Entry): readonly FieldChange[] => {
  const shown = (value: unknown) =>
    value === undefined || value === null || typeof value === 'string'
      ? (value ?? undefined)
      : JSON.stringify(value)
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].flatMap((label) => {
    const change = { label, before: shown(before?.[label]), after: shown(after?.[label]) }
    return change.before === change.after ? [] : [change]
  })
}

const actions: Readonly<Record<string, PlainKey>> = {
  enter: 'history.action.enter',
  edit: 'history.action.edit',
  cancel: 'history.action.cancel',
}

/** What was done, in words: a step of a kind's own is told by what it changed. */
export const sayAction = ({ action, undoes }: Entry, translate: Translator): string => {
  if (undoes !== null) return translate('history.action.undoVersion', { version: undoes })
  if (action === 'undo') return translate('history.action.undo')
  return translate(actions[action] ?? 'history.action.step')
}

/** The office, else the side, of who it was. */
export const officeOf = ({ office, side }: Entry, translate: Translator): string | undefined =>
  office?.[translate.locale === 'en' ? 'en' : 'zh'] ??
  (side ? translate(`programme.side.${side}`) : undefined)

/** Who it was: by name where names may stand, and by office or side everywhere. */
export const sayWho = (entry: Entry, { names, reading: { translate } }: View): string => {
  const name = entry.name ?? entry.account
  const place = officeOf(entry, translate)
  if (!names) return place ?? translate('records.withheld')
  return place ? translate('history.who', { name, place }) : name
}
