import { registerFollower } from '#engines/people';
import { noticeFollower } from './merged-persons.ts';

registerFollower(noticeFollower);

export {
  deliverDue,
  deliverNow,
  queueSms,
  receiveReceipt,
  retryDelivery,
  smsGatewayName,
  troubledDeliveries,
  useSmsGateway,
} from './delivery.ts';
export {
  GatewayTrouble,
  type HttpGatewayOptions,
  httpGateway,
  type Sms,
  type SmsGateway,
} from './gateway.ts';
export { inboxCounts, inboxOf, markRead, type Notice, notify, unreadCount } from './inbox.ts';
export { jobs } from './jobs.ts';
export { routes, useReceiptSecret } from './routes.tsx';
export { simulatedMessages, simulatedPhone } from './simulated-phone.ts';
export { codeSms } from './templates.ts';
export { messagesIn, type Subject, sayIn } from './threads.ts';
