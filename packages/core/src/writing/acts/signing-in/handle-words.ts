const first =
  'amber autumn blue brave bright calm clear cobalt copper coral crisp daring dawn deep eager early ember fair fern ' +
  'gentle gilded golden grand green happy hazel humble indigo ivory jade jolly keen kind lively lucid lunar mellow ' +
  'merry misty noble olive opal patient pearl plain polar prime proud quick quiet rapid rosy ruby rustic sable sage ' +
  'silver simple sleek solar spry steady still sunny swift tidy topaz tranquil true velvet vivid warm wise witty young';

const second =
  'acorn alder anchor arch aspen badger bay beacon birch bridge brook canyon cedar cliff cloud comet cove crane creek ' +
  'delta dove dune eagle falcon fern field finch fjord forest garden glade grove harbor hare haven heron hill island ' +
  'kestrel lake lantern lark leaf linden lynx maple marsh meadow mesa moon moss oak orchard otter owl pebble pine ' +
  'planet plover pond prairie quartz raven reef ridge river robin sail sparrow spruce star stone summit thrush tide ' +
  'trail valley willow wren';

/** Words that a first handle begins with. */
export const firstWords: ReadonlyArray<string> = first.split(' ');

/** Words that a first handle goes on with. */
export const secondWords: ReadonlyArray<string> = second.split(' ');
