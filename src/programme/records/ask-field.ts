import { actions, type Block, lineAction, text } from '../../core/card.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { labelOf } from './show.ts'

/** Asks for one more field of a record that is entered already, with a button for each thing it can be. */
export const askField = <C extends Content>(
  kind: RecordKind<C>,
  { reading, translate }: ProgrammeContext,
  { reference }: RecordOf<C>,
  name: string,
): Block[] => {
  const control = kind.fields[name]?.type.ask(reading)
  if (control?.kind !== 'choice') return []
  const buttons = control.options.map(({ label, value }) =>
    lineAction(label, `/${kind.word} edit ${reference} ${name}:${value}`),
  )
  return [
    text(translate('records.askField', { field: labelOf(kind, translate, name) }), 'warning'),
    actions(...buttons),
  ]
}
