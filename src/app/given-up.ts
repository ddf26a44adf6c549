import { card, facts, heading, text } from '../core/card.ts'
import { quoted } from '../core/fields/outcome.ts'
import { type Translator, translatorOf } from '../core/i18n.ts'
import type { Send } from '../core/outgoing.ts'
import { type AccountReference, type Locale, privateConversation, type Request } from '../core/request.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'
import type { GivenUp } from '../intake/front.ts'
import { languageOf } from '../programme/people/officers.ts'

export interface GivenUpOptions {
  readonly administrators: readonly AccountReference[]
  readonly defaultLocale: Locale
  readonly clock: Clock
}

const said = ({ input }: Request, translate: Translator): string =>
  input.kind === 'line'
    ? translate('delivery.givenUp.line', { text: quoted(input.text) })
    : translate('delivery.givenUp.other')

/** Tells who sent a request that it came to nothing, or that its answer may not have arrived; and the administrators, which one. */
export const reportGivenUp =
  ({ administrators, defaultLocale, clock }: GivenUpOptions) =>
  async (transaction: Transaction, send: Send, request: Request, what: GivenUp): Promise<void> => {
    const { account } = request.actor
    // One that was taken up again and came to nothing again is told again.
    const key = `given-up:${request.id}:${clock.now().getTime()}`
    const translatorFor = async (person: AccountReference, guess = defaultLocale) => {
      const locale = (await languageOf(transaction, person)) ?? guess
      return { locale, translate: translatorOf(locale) }
    }
    const { locale, translate } = await translatorFor(account, request.locale)
    await send({
      to: request.private ? request.conversation : privateConversation(account),
      card: card(
        text(translate('delivery.givenUp.sender', { what, said: said(request, translate) }), 'warning'),
      ),
      locale,
      priority: 'urgent',
      key,
    })
    for (const administrator of administrators) {
      const theirs = await translatorFor(administrator)
      await send({
        to: privateConversation(administrator),
        card: card(
          heading(theirs.translate('delivery.givenUp.title')),
          text(theirs.translate('delivery.givenUp.administrator', { what })),
          facts(
            [theirs.translate('delivery.givenUp.from'), account],
            [theirs.translate('delivery.givenUp.request'), request.id],
          ),
        ),
        locale: theirs.locale,
        priority: 'urgent',
        key: `${key}:${administrator}`,
      })
    }
  }
