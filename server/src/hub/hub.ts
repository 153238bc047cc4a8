/**
 * Live fan-out by topic. It knows topics and messages and nothing of their meaning: what a message is,
 * and whether a slow listener may miss it, is the listener's business.
 */
export interface Hub<Message> {
  /** Delivers to everybody who listens now, in the order of publishing. */
  publish(topic: string, message: Message): void;
  /** Returns the function that ends it; ending twice is harmless. */
  listen(topic: string, listener: (message: Message) => void): () => void;
  /** Listeners of a topic. */
  count(topic: string): number;
}

export function createHub<Message>(): Hub<Message> {
  const topics = new Map<string, Set<(message: Message) => void>>();
  return {
    publish(topic, message) {
      for (const listener of topics.get(topic) ?? []) listener(message);
    },
    listen(topic, listener) {
      let listeners = topics.get(topic);
      if (!listeners) topics.set(topic, (listeners = new Set()));
      // A wrapper of its own: one function may listen twice, and each end must end one.
      const own = (message: Message): void => listener(message);
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic);
      };
    },
    count: (topic) => topics.get(topic)?.size ?? 0,
  };
}
