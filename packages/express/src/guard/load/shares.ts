/** Whose request it is, as far as its headers say: the network that it came from, and what it presents itself with. */
export type Asker = { readonly network: string; readonly credential: string };

/** Who has how many of a node's places. */
export type Shares = {
  readonly taken: () => number;
  readonly take: (asker: Asker) => void;
  readonly give: (asker: Asker) => void;
  /** Whether somebody has less than an equal share of so many places: networks share among each other, and credentials within their network. */
  readonly isFair: (asker: Asker, places: number) => boolean;
};

type Network = { taken: number; readonly by: Map<string, number> };

// So that many credentials, which anybody can invent, do not fill from one network what is kept for others.
const overdraft = 1.5;

const add = (networks: Map<string, Network>, { network, credential }: Asker): void => {
  const there = networks.get(network) ?? { taken: 0, by: new Map<string, number>() };
  networks.set(network, there);
  there.taken += 1;
  there.by.set(credential, (there.by.get(credential) ?? 0) + 1);
};

const remove = (networks: Map<string, Network>, { network, credential }: Asker): void => {
  const there = networks.get(network);
  if (there === undefined) return;
  there.taken -= 1;
  const left = (there.by.get(credential) ?? 0) - 1;
  if (left > 0) there.by.set(credential, left);
  else there.by.delete(credential);
  if (there.taken === 0) networks.delete(network);
};

/** Nobody has anything yet. */
export const shares = (): Shares => {
  const networks = new Map<string, Network>();
  let taken = 0;
  return {
    taken: () => taken,
    take: (asker) => {
      taken += 1;
      add(networks, asker);
    },
    give: (asker) => {
      taken -= 1;
      remove(networks, asker);
    },
    isFair: ({ network, credential }, places) => {
      const there = networks.get(network);
      if (there === undefined) return true;
      const share = places / networks.size;
      const own = there.by.get(credential) ?? 0;
      return there.taken < share * overdraft && own < share / there.by.size;
    },
  };
};
