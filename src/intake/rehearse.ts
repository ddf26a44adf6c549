import type { Context } from '../core/command.ts'
import { withoutSeals } from '../core/covering.ts'
import { UserError } from '../core/errors.ts'
import { refusalOf } from '../core/form/asking.ts'
import { translatorOf } from '../core/i18n.ts'
import { FormError } from '../core/reply.ts'
import type { Request } from '../core/request.ts'
import { secretsOf } from '../core/sealing.ts'
import { type DecideOptions, deskFor } from './decide.ts'

/** Takes a rehearsal back. */
class Rehearsed extends Error {}

/**
 * Goes through a form that was filled in and takes everything back: what it would be refused for, by field, and under an
 * empty name what is no field's. Nothing when it is fine, or when that cannot be told now.
 */
export const createRehearsal =
  <C extends Context>(options: DecideOptions<C>) =>
  async (request: Request): Promise<Readonly<Record<string, string>>> => {
    const { router, transact, logger } = options
    const go = (): Promise<never> =>
      transact(async (transaction, send) => {
        const desk = deskFor(options)(transaction, request)
        const context = await options.openContext(
          transaction,
          request,
          send,
          desk.drafts,
          options.clock.now(),
        )
        const { input } = request
        const command = input.kind === 'form' ? router.commands.named(input.command) : undefined
        if (command && !context.caller.may(command.access))
          throw new UserError(refusalOf(context.caller, command.access, context.translate))
        await router.route(context, desk)
        throw new Rehearsed()
      })
    const error = await go().catch((reason: unknown) => reason)
    const refusal = error instanceof FormError ? error.error : error
    if (refusal instanceof UserError) {
      const translate = translatorOf(request.locale ?? options.defaultLocale)
      const said = withoutSeals(translate.say(refusal.notice), secretsOf(router.commands))
      return { [refusal.field ?? '']: said }
    }
    if (!(error instanceof Rehearsed)) logger.warn({ err: error, request: request.id }, 'form not rehearsed')
    return {}
  }
