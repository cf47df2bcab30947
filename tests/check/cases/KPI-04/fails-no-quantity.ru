INSERT DATA { <indicator-8> plan:labelRemark label-remark:no-quantity }
