const loopbackHost = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Whether an address leads to this machine only, where plain http tells nobody anything. */
export const isLoopback = (url: URL): boolean => loopbackHost.test(url.hostname);
