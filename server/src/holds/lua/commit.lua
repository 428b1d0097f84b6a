-- The hold's order is paid: its units are sold. Again changes nothing.
-- ARGV: hold id
local hold = hold_of(ARGV[1])
if not hold then
  if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
  return { "MISSING" }
end
if hold.status == "active" or hold.status == "paying" or hold.status == "quarantined" then
  move(hold.variant, hold.status == "quarantined" and "quarantined" or "held", -hold.quantity)
  move(hold.variant, "committed", hold.quantity)
  forget(hold, 0)
  hold.status = "committed"
  log("committed", hold.variant, hold.quantity, hold, now())
  keep(hold)
end
return { "HOLD", cjson.encode(hold) }
