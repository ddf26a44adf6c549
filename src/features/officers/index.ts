import type { FeatureFactory } from '../../programme/feature.ts'
import { addOfficer } from './add.command.ts'
import { forgetOfficer } from './forget.command.ts'
import { handOver } from './handover.command.ts'
import { inviteOfficer } from './invite.command.ts'
import { join, start } from './join.command.ts'
import { linkOfficer } from './link.command.ts'
import { showOfficers } from './list.command.ts'
import { removeOfficer } from './remove.command.ts'
import { renewInvitation } from './renew.command.ts'
import { resumeOfficer } from './resume.command.ts'
import { suspendOfficer } from './suspend.command.ts'
import { changeTerm } from './term.command.ts'
import { termTimes } from './terms.ts'
import { whoAmI } from './whoami.command.ts'
import { withdrawInvitation } from './withdraw.command.ts'

/** The people of the programme and the accounts that they speak through. */
export const createOfficers: FeatureFactory = (tools) => ({
  name: 'officers',
  commands: [
    whoAmI(tools),
    showOfficers(tools),
    addOfficer(tools),
    inviteOfficer(tools),
    removeOfficer(tools),
    withdrawInvitation(),
    renewInvitation(tools),
    linkOfficer(tools),
    suspendOfficer(tools),
    resumeOfficer(tools),
    changeTerm(tools),
    handOver(tools),
    forgetOfficer(tools),
    join(tools),
    start(tools),
  ],
  due: [termTimes(tools)],
})
