-- Nobody can say whether the hold's payment may still succeed: its units are neither the owner's nor for sale.
-- ARGV: hold id
local hold = hold_of(ARGV[1])
if not hold then
  if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
  return { "MISSING" }
end
if hold.status == "paying" then
  move(hold.variant, "held", -hold.quantity)
  move(hold.variant, "quarantined", hold.quantity)
  hold.status = "quarantined"
  changed()
  keep(hold)
end
return { "HOLD", cjson.encode(hold) }
