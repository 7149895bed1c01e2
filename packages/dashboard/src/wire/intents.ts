/** The keys under which the service knows a repeated request for the one that it is. */
export type Intents = {
  /** The key of a request: the same for the same content, until it is settled. */
  readonly keyOf: (content: string) => string;
  /** What was answered is done with: the same content again is another intent. */
  readonly settle: (content: string) => void;
};

/** Remembers what was asked for and not answered, so that asking again never does it twice. */
export const intents = (): Intents => {
  const unsettled = new Map<string, string>();
  return {
    keyOf: (content) => {
      const key = unsettled.get(content) ?? crypto.randomUUID();
      unsettled.set(content, key);
      return key;
    },
    settle: (content) => void unsettled.delete(content),
  };
};
