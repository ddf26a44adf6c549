import type { FeatureFactory } from '../../programme/feature.ts'
import { addOfficer } from './add.command.ts'
import { inviteOfficer } from './invite.command.ts'
import { join, start } from './join.command.ts'
import { showOfficers } from './list.command.ts'
import { removeOfficer } from './remove.command.ts'
import { whoAmI } from './whoami.command.ts'
import { withdrawInvitation } from './withdraw.command.ts'

/** The people of the programme and the accounts that they speak through. */
export const createOfficers: FeatureFactory = (tools) => ({
  name: 'officers',
  commands: [
    whoAmI(),
    showOfficers(tools),
    addOfficer(tools),
    inviteOfficer(tools),
    removeOfficer(tools),
    withdrawInvitation(),
    join(tools),
    start(tools),
  ],
})
