/** Whether this commune has been given an identity provider to ask. */
export const vneidOffered = (): boolean => false;
export const vneidLinkPath = '/toi/vneid';
