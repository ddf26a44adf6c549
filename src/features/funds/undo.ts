import type { Card } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { AuditRecord } from '../../programme/records/audit.ts'
import { refuse } from './approvals/approve.commands.ts'
import { preview } from './enter.command.ts'
import type { Ledger } from './ledger.ts'
import { reversalOf, reverseAction } from './reverse.command.ts'

/**
 * Nothing leaves the ledger: an entry is taken back by one that reverses it, which is confirmed like any other. What still waits
 * for a second person is withdrawn.
 */
export const undoOf =
  (ledger: Ledger, reverseName: string) =>
  async (context: ProgrammeContext, { id, action, reference }: AuditRecord): Promise<Card> => {
    const { translate } = context
    if (action === 'request') return (await refuse(ledger, context, reference, null, id)).card
    if (action === 'return') throw new UserError(notice('funds.return.noUndo'))
    if (action !== 'enter' && action !== 'approve')
      throw new UserError(notice('funds.undo.answered', { reference }))
    const reason = translate('funds.undo.reason')
    const draft = await reversalOf(ledger, context, reference, reason)
    const values = { reference, reason }
    return (await preview(ledger, context, draft, { command: reverseName, action: reverseAction, values }))
      .card
  }
