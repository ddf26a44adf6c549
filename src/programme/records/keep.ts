import type { Command } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import type { Form } from '../../core/form/field.ts'
import { keepingField, textWith } from '../../core/form/unread.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { cardsOf } from './cards.ts'
import { recordsOf } from './changes.ts'
import { sameContent } from './content.ts'
import type { Content, RecordKind } from './kind.ts'
import { naming, viewFor } from './show.ts'

/** A text of a record that words may be added to. */
export interface HeldText<C extends Content> {
  get(content: C): string | undefined
  put(content: C, text: string): C
}

/** The text that a form's free words go into, by the field's name. */
const textNamed = <C extends Content>({ fields }: RecordKind<C>, name: string): HeldText<C> | undefined => {
  const field = fields[name]
  return (
    field && {
      // A free text's values are strings.
      get: (content) => field.get(content) as string | undefined,
      put: (content, text) => ({ ...content, ...field.put(text) }),
    }
  )
}

/** How a command of a kind keeps words that nobody understood: behind what the text of its record holds. */
export const keepWords =
  <C extends Content>(
    kind: RecordKind<C>,
    registry: Registry,
    form: Form,
    own?: HeldText<C>,
  ): NonNullable<Command<ProgrammeContext>['keep']> =>
  async (context, reference, words) => {
    const field = keepingField(form)
    const held = own ?? (field && textNamed(kind, field.name))
    if (!field || !held) throw new UserError(notice('core.press.unknown'))
    const [records, cards] = [recordsOf(kind, registry), cardsOf(kind, registry)]
    // What is called off takes no more words than those of why.
    const before = await (own ? records.own : records.toChange)(context, reference)
    const text = textWith(context, held.get(before), words)
    const outcome = field.type.validate(text, context.reading)
    if (outcome.kind === 'problem') throw new UserError(outcome.problem)
    const content = held.put(before, text)
    const view = viewFor(context)
    if (sameContent(kind, before, content)) return { card: cards.unchangedCard(view, before) }
    const changed = await records.save(context, before, content, 'edit')
    const said = context.translate('records.edited', naming(kind, context.translate, reference))
    return { card: cards.changeCard(view, said, changed), record: reference }
  }
