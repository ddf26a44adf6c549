import { actions, type Card, card, heading, lineAction, text } from '../../core/card.ts'
import type { OnAgenda } from '../../programme/meeting-offers.ts'
import { talliedAgendas } from '../../programme/records/agenda.ts'
import type { cardsOf } from '../../programme/records/cards.ts'
import { mostShown } from '../../programme/records/firsts.ts'
import { joinPieces, showBrief, type View } from '../../programme/records/show.ts'
import { acknowledgeAction, type Problem, type ProblemContent, type ProblemKind } from './kind.ts'
import type { Ladder, Rung } from './ladder.ts'

/** A problem that has reached a rung. */
export interface Step {
  readonly problem: Problem
  readonly rung: Rung
  /** Where the top of the ladder put it. */
  readonly agenda?: OnAgenda | undefined
}

/** What is said when problems have reached a rung: one with its whole card, several as a list. */
export const escalationCard = (
  kind: ProblemKind,
  ladder: Ladder,
  cards: ReturnType<typeof cardsOf<ProblemContent>>,
  view: View,
  steps: readonly Step[],
): Card => {
  const { translate } = view.reading
  const [first, ...others] = steps
  if (first && others.length === 0) {
    const said = translate(`problems.rung.${first.rung}`, {
      reference: first.problem.reference,
      workdays: ladder.workdaysAt(first.rung),
      place: first.agenda === undefined ? 'nowhere' : first.agenda.meeting === null ? 'waiting' : 'meeting',
      meeting: first.agenda?.meeting ?? '',
    })
    const { blocks } = cards.recordCard(view, first.problem)
    return { ...card(text(said, first.rung === 'pair' ? undefined : 'warning'), ...blocks), summary: said }
  }
  const said = translate('problems.rung.several', { count: steps.length })
  const shown = steps.slice(0, mostShown)
  const left = steps.length - shown.length
  return {
    ...card(
      heading(translate('problems.rung.title')),
      text(said, 'warning'),
      {
        type: 'list',
        items: shown.map(({ problem, rung }) => ({
          text: joinPieces(
            problem.reference,
            translate(`problems.phase.${rung}`),
            showBrief(kind, view, problem, 'pair'),
          ),
          detail: joinPieces(
            showBrief(kind, view, problem, 'about'),
            ...talliedAgendas(problem, translate).map((said) => said.join(' ')),
          ),
        })),
      },
      left > 0 && text(translate('problems.more', { count: left }), 'quiet'),
      actions(
        ...shown.map(({ problem }) => ({
          ...acknowledgeAction(problem.reference, translate),
          label: translate('problems.button.acknowledgeOf', { reference: problem.reference }),
        })),
        ...(left > 0 ? [lineAction(translate(kind.listLabel), '/problem list')] : []),
      ),
    ),
    summary: said,
  }
}
