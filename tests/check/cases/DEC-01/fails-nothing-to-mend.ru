INSERT DATA { <decision-1> a plan:Decision ; plan:position 1 ; plan:verdict verdict:fix ; plan:line 7 ; plan:printedText "空店舗" ; plan:value "空き店舗" }
