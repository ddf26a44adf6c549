import type { FeatureFactory } from '../../programme/feature.ts'
import { dropDelivery, resendDelivery } from './settle.commands.ts'
import { showDeliveries } from './show.command.ts'

/** What could not be said, or is not said yet: for administrators. */
export const createDeliveries: FeatureFactory = (tools) => ({
  name: 'deliveries',
  commands: [showDeliveries(tools), resendDelivery(), dropDelivery()],
})
