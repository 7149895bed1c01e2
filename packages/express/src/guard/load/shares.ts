import type { LoadLimits } from './limits.js';

/** Whose request it is, as far as its headers say: the network that it came from, and what it presents itself with. */
export type Asker = { readonly network: string; readonly credential: string };

/** The places of a node, of which every request under way takes one. */
export type Places = {
  /** Takes a place and answers how it is given back, once; nothing when there is none for this asker. */
  readonly take: (asker: Asker) => (() => void) | undefined;
  readonly taken: () => number;
};

type Network = { taken: number; readonly by: Map<string, number> };

// So that many credentials, which anybody can invent, do not fill the reserve from one network.
const overdraft = 1.5;

const give = (network: Network, credential: string): void => {
  network.taken -= 1;
  const left = (network.by.get(credential) ?? 0) - 1;
  if (left > 0) network.by.set(credential, left);
  else network.by.delete(credential);
};

const take = (network: Network, credential: string): void => {
  network.taken += 1;
  network.by.set(credential, (network.by.get(credential) ?? 0) + 1);
};

/**
 * Shares the places of a node. Until `most` are taken, whoever comes first has them. From then on a request is let in
 * only for who has less than an equal share: networks share among each other, and credentials within their network.
 */
export const placesFor = ({ most, reserve }: LoadLimits): Places => {
  const networks = new Map<string, Network>();
  let taken = 0;

  const isFair = ({ network, credential }: Asker): boolean => {
    const there = networks.get(network);
    if (there === undefined) return true;
    const share = most / networks.size;
    const own = there.by.get(credential) ?? 0;
    return there.taken < share * overdraft && own < share / there.by.size;
  };

  const mayTake = (asker: Asker): boolean => taken < most || (taken < most + reserve && isFair(asker));

  return {
    taken: () => taken,
    take: (asker) => {
      if (!mayTake(asker)) return undefined;
      const network = networks.get(asker.network) ?? { taken: 0, by: new Map() };
      networks.set(asker.network, network);
      take(network, asker.credential);
      taken += 1;
      return () => {
        taken -= 1;
        give(network, asker.credential);
        if (network.taken === 0) networks.delete(asker.network);
      };
    },
  };
};
