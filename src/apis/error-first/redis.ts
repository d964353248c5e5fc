// Commands of redis up to version 3, whose clients call back and give no promise.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

/** It returns whether the command went out at once. */
const command: ErrorFirst = { takes: 0, to: '', form: 'bound', handle: true };

/** Those of redis-commands 1.7.0, without what subscribes, belongs to a transaction, or never answers. */
const COMMANDS = `
  acl append auth bgrewriteaof bgsave bitcount bitfield bitfield_ro bitop bitpos blmove blpop brpop brpoplpush bzpopmax bzpopmin client cluster command
  config copy dbsize debug decr decrby del dump echo eval evalsha exists expire expireat failover flushall flushdb geoadd geodist geohash geopos
  georadius georadius_ro georadiusbymember georadiusbymember_ro geosearch geosearchstore get getbit getdel getex getrange getset hdel hello hexists hget
  hgetall hincrby hincrbyfloat hkeys hlen hmget hmset hrandfield hscan hset hsetnx hstrlen hvals incr incrby incrbyfloat info keys lastsave latency
  lindex linsert llen lmove lolwut lpop lpos lpush lpushx lrange lrem lset ltrim memory mget migrate move mset msetnx object persist pexpire pexpireat
  pfadd pfcount pfdebug pfmerge ping psetex pttl publish pubsub quit randomkey readonly readwrite rename renamenx replicaof reset restore role rpop
  rpoplpush rpush rpushx sadd save scan scard script sdiff sdiffstore select set setbit setex setnx setrange sinter sinterstore sismember slaveof
  slowlog smembers smismember smove sort spop srandmember srem sscan stralgo strlen substr sunion sunionstore swapdb time touch ttl type unlink unwatch
  wait watch xack xadd xautoclaim xclaim xdel xgroup xinfo xlen xpending xrange xread xreadgroup xrevrange xsetid xtrim zadd zcard zcount zdiff
  zdiffstore zincrby zinter zinterstore zlexcount zmscore zpopmax zpopmin zrandmember zrange zrangebylex zrangebyscore zrangestore zrank zrem
  zremrangebylex zremrangebyrank zremrangebyscore zrevrange zrevrangebylex zrevrangebyscore zrevrank zscan zscore zunion zunionstore
`.trim().split(/\s+/);

/** Read off redis 3.1.2 (lib/commands.js, lib/individualCommands.js, lib/multi.js). From version 4 on commands are promises, and call no callback. */
export const redis: ErrorFirstModule = {
  specifiers: ['redis'],
  selves: ['default'],
  gives: { 'createClient()': 'RedisClient()', 'RedisClient()': 'RedisClient()', 'RedisClient().duplicate()': 'RedisClient()', 'RedisClient().multi()': 'Multi()', 'RedisClient().batch()': 'Multi()' },
  functions: {
    ...Object.fromEntries(COMMANDS.flatMap((name) => [[`RedisClient().${name}`, command], [`RedisClient().${name.toUpperCase()}`, command]])),
    'Multi().exec': command,
    'Multi().EXEC': command,
  },
};
