import { consoleStage } from '../harness/console-stage.ts'
import { playConversations } from '../harness/conversations.ts'

playConversations({ name: 'the console', platform: 'console', open: consoleStage })
